/** Input violations and small utilities that every package of the domain may use. */
@NullMarked
package dev.sluice.core.support;

import org.jspecify.annotations.NullMarked;
