/** The clocks of a local run: virtual time and system time. */
@NullMarked
package dev.sluice.local.clock;

import org.jspecify.annotations.NullMarked;
