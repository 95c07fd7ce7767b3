/** Strict reading and safe writing of CSV files as RFC 4180 defines them. */
@NullMarked
package dev.sluice.cli.csv;

import org.jspecify.annotations.NullMarked;
