/** Time of a local run: driven in virtual time, or the machine's own. */
@NullMarked
package dev.sluice.local.clock;

import org.jspecify.annotations.NullMarked;
