/**
 * The functions that accept transactional messages over HTTP and the event bus, and that retry
 * them.
 */
@NullMarked
package dev.sluice.transactional;

import org.jspecify.annotations.NullMarked;
