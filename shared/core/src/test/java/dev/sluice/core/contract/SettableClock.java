package dev.sluice.core.contract;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is set. */
public final class SettableClock implements InstantSource {

  private final AtomicReference<Instant> now;

  /** Creates a clock that shows {@code start}. */
  public SettableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /** Sets what the clock shows. */
  public void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }
}
