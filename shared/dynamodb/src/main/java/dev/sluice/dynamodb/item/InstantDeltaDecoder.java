package dev.sluice.dynamodb.item;

import java.time.Instant;

/** Adds stored differences up to instants, from 1970 on. */
public final class InstantDeltaDecoder {

  private long millis;

  /** Returns the next instant, so many milliseconds after the last one. */
  public Instant next(long difference) {
    millis += difference;
    return Instant.ofEpochMilli(millis);
  }
}
