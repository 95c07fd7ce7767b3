/** Console output: lines, tables and progress bars. */
@NullMarked
package dev.sluice.cli.console;

import org.jspecify.annotations.NullMarked;
