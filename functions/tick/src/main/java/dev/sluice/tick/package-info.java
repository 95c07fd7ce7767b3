/** Every minute: a message on the work queue for each shard that has work. */
@NullMarked
package dev.sluice.tick;

import org.jspecify.annotations.NullMarked;
