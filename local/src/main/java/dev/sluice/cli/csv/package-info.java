/** CSV files as RFC 4180 has them, read strictly and reported line by line. */
@NullMarked
package dev.sluice.cli.csv;

import org.jspecify.annotations.NullMarked;
