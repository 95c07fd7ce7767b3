package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.consent.Means;
import java.time.Instant;

/**
 * The mark that keeps somebody who was erased from being brought back.
 *
 * @param at when they were erased, in whole milliseconds
 * @param means whether they did it themselves, in the preference centre, or the team for them
 */
public record ErasureMark(ErasureHash hash, Instant at, Means means) {}
