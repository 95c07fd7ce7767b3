/** How much mail one person gets: who, what, when and why, decided without any input or output. */
@NullMarked
package dev.sluice.scheduling;

import org.jspecify.annotations.NullMarked;
