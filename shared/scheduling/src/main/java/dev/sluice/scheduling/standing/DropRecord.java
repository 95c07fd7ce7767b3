package dev.sluice.scheduling.standing;

import java.time.Instant;

/**
 * A send that was dropped after it had waited, or that SES refused.
 *
 * @param at when it was dropped, in whole milliseconds
 */
public record DropRecord(Instant at, SendKey key, DropCode code) {}
