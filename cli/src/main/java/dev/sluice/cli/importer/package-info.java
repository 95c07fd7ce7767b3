/** The import of subscribers from a CSV file in batches. */
@NullMarked
package dev.sluice.cli.importer;

import org.jspecify.annotations.NullMarked;
