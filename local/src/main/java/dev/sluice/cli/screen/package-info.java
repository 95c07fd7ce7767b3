/** What the command line shows: plain lines, tables, and bars that move on a terminal. */
@NullMarked
package dev.sluice.cli.screen;

import org.jspecify.annotations.NullMarked;
