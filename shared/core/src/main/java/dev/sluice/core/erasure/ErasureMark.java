package dev.sluice.core.erasure;

import dev.sluice.core.consent.ConsentSource;
import java.time.Instant;

/**
 * The mark of an erased subscriber, which keeps an import from storing the subscriber again.
 *
 * @param at when they were erased, in whole milliseconds
 * @param source whether the subscriber requested it in the preference centre, or the team did
 */
public record ErasureMark(ErasureHash hash, Instant at, ConsentSource source) {}
