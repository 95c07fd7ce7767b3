/** What the desk guarantees. */
@NullMarked
package dev.sluice.scheduling.desk;

import org.jspecify.annotations.NullMarked;
