/** The ports of the domain kept in memory, for tests and simulations. */
@NullMarked
package dev.sluice.scheduling.memory;

import org.jspecify.annotations.NullMarked;
