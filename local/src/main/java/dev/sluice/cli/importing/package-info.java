/** Subscribers from a CSV file into Sluice, in batches, with every bad line reported. */
@NullMarked
package dev.sluice.cli.importing;

import org.jspecify.annotations.NullMarked;
