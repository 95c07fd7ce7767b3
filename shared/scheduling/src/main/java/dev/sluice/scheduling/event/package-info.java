/** Domain events: what happens here and concerns the team's other systems. */
@NullMarked
package dev.sluice.scheduling.event;

import org.jspecify.annotations.NullMarked;
