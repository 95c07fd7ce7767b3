package dev.sluice.aws.store;

import java.time.Instant;

/** The instant that stored differences add up to, from 1970 on. */
final class RunningInstant {

  private long millis;

  /** Returns the next instant, so many milliseconds after the last one. */
  Instant plus(long difference) {
    millis += difference;
    return Instant.ofEpochMilli(millis);
  }
}
