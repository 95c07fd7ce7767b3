/** Feedback: what SES tells of messages after it took them, and what follows from it. */
@NullMarked
package dev.sluice.scheduling.feedback;

import org.jspecify.annotations.NullMarked;
