/** Segments: named rules that select subscribers by their attributes and lifecycle stage. */
@NullMarked
package dev.sluice.core.segment;

import org.jspecify.annotations.NullMarked;
