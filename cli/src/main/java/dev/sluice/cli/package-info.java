/** The command line, which talks to the HTTP API of a deployed or local stack. */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
