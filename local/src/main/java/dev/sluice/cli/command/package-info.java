/** The commands: each parses its options, does one thing, and says what happened. */
@NullMarked
package dev.sluice.cli.command;

import org.jspecify.annotations.NullMarked;
