/** The function that consumes SES events from the feedback queue and records them. */
@NullMarked
package dev.sluice.feedback;

import org.jspecify.annotations.NullMarked;
