/** Transactional mail: asked for by HTTP or on the event bus, sent at once. */
@NullMarked
package dev.sluice.transactional;

import org.jspecify.annotations.NullMarked;
