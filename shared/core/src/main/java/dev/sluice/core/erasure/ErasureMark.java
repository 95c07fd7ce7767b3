package dev.sluice.core.erasure;

import dev.sluice.core.consent.ConsentSource;
import java.time.Instant;

/**
 * The mark that keeps somebody who was erased from being brought back.
 *
 * @param at when they were erased, in whole milliseconds
 * @param source whether they did it themselves, in the preference centre, or the team for them
 */
public record ErasureMark(ErasureHash hash, Instant at, ConsentSource source) {}
