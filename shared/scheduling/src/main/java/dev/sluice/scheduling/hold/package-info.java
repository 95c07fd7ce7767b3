/** Whether marketing is held as a whole, for which reasons, and how that begins and ends. */
@NullMarked
package dev.sluice.scheduling.hold;

import org.jspecify.annotations.NullMarked;
