/** One suite per port of the domain, which every implementation of it passes. */
@NullMarked
package dev.sluice.scheduling.contract;

import org.jspecify.annotations.NullMarked;
