/**
 * Sending through Amazon SES: the sender and its outcomes, account quota, account holds,
 * suppression list, and the renderers that feed it.
 */
@NullMarked
package dev.sluice.ses;

import org.jspecify.annotations.NullMarked;
