/** What feedback does to standings and counts. */
@NullMarked
package dev.sluice.scheduling.feedback;

import org.jspecify.annotations.NullMarked;
