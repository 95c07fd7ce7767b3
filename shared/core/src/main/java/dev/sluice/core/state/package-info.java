/** The state that is kept for each subscriber, with its versioned repository. */
@NullMarked
package dev.sluice.core.state;

import org.jspecify.annotations.NullMarked;
