/** Whole processes, killed at moments that a seed chooses. */
@NullMarked
package dev.sluice.cli.killed;

import org.jspecify.annotations.NullMarked;
