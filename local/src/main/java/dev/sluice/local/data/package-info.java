/** Files of a run's data directory. */
@NullMarked
package dev.sluice.local.data;

import org.jspecify.annotations.NullMarked;
