/** The work queue, by which workers are called to shards. */
@NullMarked
package dev.sluice.aws.queue;

import org.jspecify.annotations.NullMarked;
