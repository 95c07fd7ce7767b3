/** The desk: where what subscribers ask for themselves is carried out. */
@NullMarked
package dev.sluice.scheduling.desk;

import org.jspecify.annotations.NullMarked;
