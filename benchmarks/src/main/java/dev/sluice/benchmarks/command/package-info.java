/** The bench commands and the tables they print. */
@NullMarked
package dev.sluice.benchmarks.command;

import org.jspecify.annotations.NullMarked;
