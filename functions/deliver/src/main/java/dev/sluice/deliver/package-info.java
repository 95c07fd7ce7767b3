/** The function that processes a shard for each message of the work queue. */
@NullMarked
package dev.sluice.deliver;

import org.jspecify.annotations.NullMarked;
