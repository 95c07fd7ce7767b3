/** Test suites that every implementation of a store must pass, and fixtures that tests share. */
@NullMarked
package dev.sluice.core.contract;

import org.jspecify.annotations.NullMarked;
