/**
 * Rate permits, daily budget, throttling and warm-up counters in the control table, shared by all
 * workers.
 */
@NullMarked
package dev.sluice.dynamodb.ratelimit;

import org.jspecify.annotations.NullMarked;
