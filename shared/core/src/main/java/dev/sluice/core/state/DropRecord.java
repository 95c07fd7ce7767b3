package dev.sluice.core.state;

import dev.sluice.core.campaign.DropCode;
import java.time.Instant;

/**
 * The record of a send that was dropped after it had been deferred, or that SES refused.
 *
 * @param at when it was dropped, in whole milliseconds
 */
public record DropRecord(Instant at, SendKey key, DropCode code) {}
