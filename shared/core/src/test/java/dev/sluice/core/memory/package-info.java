/** In-memory implementations of the stores, for tests. */
@NullMarked
package dev.sluice.core.memory;

import org.jspecify.annotations.NullMarked;
