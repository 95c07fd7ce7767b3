/**
 * The explanation of what the planner decides for one campaign and one subscriber, as JSON and as
 * text.
 */
@NullMarked
package dev.sluice.api.explain;

import org.jspecify.annotations.NullMarked;
