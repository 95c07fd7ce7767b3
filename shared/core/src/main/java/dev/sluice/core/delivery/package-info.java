/**
 * The worker: it processes the subscribers of a shard, commits each decision in one conditional
 * write and sends its messages.
 */
@NullMarked
package dev.sluice.core.delivery;

import org.jspecify.annotations.NullMarked;
