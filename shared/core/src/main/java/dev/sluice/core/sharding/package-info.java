/** Shards as the unit of parallel work: their leases, scan progress and dispatch. */
@NullMarked
package dev.sluice.core.sharding;

import org.jspecify.annotations.NullMarked;
