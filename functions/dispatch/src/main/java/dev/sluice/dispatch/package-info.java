/**
 * The function that runs every minute: it evaluates marketing holds and queues each shard that has
 * work.
 */
@NullMarked
package dev.sluice.dispatch;

import org.jspecify.annotations.NullMarked;
