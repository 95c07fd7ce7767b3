/** Rendering of messages that are ready for SES, and the outcome of sending them. */
@NullMarked
package dev.sluice.core.sending;

import org.jspecify.annotations.NullMarked;
