/** Tables, queues and secrets of a local run. */
@NullMarked
package dev.sluice.local.stores;

import org.jspecify.annotations.NullMarked;
