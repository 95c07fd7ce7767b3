/** Delivering: working through the shards, within rate and time. */
@NullMarked
package dev.sluice.scheduling.delivery;

import org.jspecify.annotations.NullMarked;
