/** Transactional mail: asked for once, sent at once, and retried until its fate is known. */
@NullMarked
package dev.sluice.scheduling.transactional;

import org.jspecify.annotations.NullMarked;
