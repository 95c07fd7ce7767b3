/** Shard and retry messages on Amazon SQS, and domain events on Amazon EventBridge. */
@NullMarked
package dev.sluice.messaging;

import org.jspecify.annotations.NullMarked;
