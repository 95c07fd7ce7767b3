/**
 * Explains why a campaign is sent to a subscriber, deferred or dropped, by a dry run of the
 * planner.
 */
@NullMarked
package dev.sluice.core.explain;

import org.jspecify.annotations.NullMarked;
