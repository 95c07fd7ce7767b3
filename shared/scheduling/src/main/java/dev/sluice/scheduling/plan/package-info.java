/** Deciding: one plan for everything that concerns a subscriber now. */
@NullMarked
package dev.sluice.scheduling.plan;

import org.jspecify.annotations.NullMarked;
