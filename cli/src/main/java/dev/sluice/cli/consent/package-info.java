/** The export of consent records to a CSV file. */
@NullMarked
package dev.sluice.cli.consent;

import org.jspecify.annotations.NullMarked;
