/** Leases, dispatch marks and progress of shards in the control table. */
@NullMarked
package dev.sluice.dynamodb.shard;

import org.jspecify.annotations.NullMarked;
