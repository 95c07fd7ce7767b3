/**
 * Benchmarks of delivery, fairness, transactional latency, link timing and floods in simulated
 * time.
 */
@NullMarked
package dev.sluice.benchmarks;

import org.jspecify.annotations.NullMarked;
