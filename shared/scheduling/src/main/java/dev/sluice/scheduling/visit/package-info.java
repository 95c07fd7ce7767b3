/** Visiting: deciding for one subscriber and committing it in one conditional write. */
@NullMarked
package dev.sluice.scheduling.visit;

import org.jspecify.annotations.NullMarked;
