/** The planner: it makes one plan for all sends to a subscriber at one instant. */
@NullMarked
package dev.sluice.core.planning;

import org.jspecify.annotations.NullMarked;
