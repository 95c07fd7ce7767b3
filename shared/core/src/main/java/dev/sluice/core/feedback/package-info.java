/**
 * Events that SES publishes about sent messages, and their effect on subscriber state, suppression
 * and reputation.
 */
@NullMarked
package dev.sluice.core.feedback;

import org.jspecify.annotations.NullMarked;
