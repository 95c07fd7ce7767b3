/** The export of consent records to a file. */
@NullMarked
package dev.sluice.cli.consent;

import org.jspecify.annotations.NullMarked;
