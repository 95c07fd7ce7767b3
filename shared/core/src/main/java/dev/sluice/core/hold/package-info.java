/** Holds of all marketing: their reasons, and how they begin and end. */
@NullMarked
package dev.sluice.core.hold;

import org.jspecify.annotations.NullMarked;
