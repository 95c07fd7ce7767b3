/**
 * Permits that keep marketing within the account's sending rate, daily quota, reserve and warm-up.
 */
@NullMarked
package dev.sluice.core.ratelimit;

import org.jspecify.annotations.NullMarked;
