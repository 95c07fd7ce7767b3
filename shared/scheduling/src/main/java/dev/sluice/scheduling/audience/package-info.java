/** Who mail goes to: subscribers, their attributes, and the criteria that select them. */
@NullMarked
package dev.sluice.scheduling.audience;

import org.jspecify.annotations.NullMarked;
