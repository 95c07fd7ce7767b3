/** One shard at a time: visit, decide, commit, send. */
@NullMarked
package dev.sluice.deliver;

import org.jspecify.annotations.NullMarked;
