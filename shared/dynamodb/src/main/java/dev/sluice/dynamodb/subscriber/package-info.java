/** Subscribers, their states, consent records and erasure marks in the subscribers table. */
@NullMarked
package dev.sluice.dynamodb.subscriber;

import org.jspecify.annotations.NullMarked;
