/** Measurements of the delivery under load, on simulated time. */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
