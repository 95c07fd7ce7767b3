/** Hears what SES tells of messages after it took them. */
@NullMarked
package dev.sluice.feedback;

import org.jspecify.annotations.NullMarked;
