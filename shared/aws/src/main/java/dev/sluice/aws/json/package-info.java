/** What comes in as JSON, read strictly into the domain with every violation, and written back. */
@NullMarked
package dev.sluice.aws.json;

import org.jspecify.annotations.NullMarked;
