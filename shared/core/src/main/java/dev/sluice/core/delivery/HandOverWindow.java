package dev.sluice.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The time within which a worker may hand messages to SES: a few seconds from the last read of the
 * rules' revision that found it unchanged.
 *
 * <p>A caller that changes a rule therefore knows when no worker uses the old one, however slow or
 * stalled the workers are: see {@link HandOverBarrier}. It costs one read unit a second for each
 * worker that has permits, and nothing where none is sent.
 */
final class HandOverWindow {

  /** How long messages may be handed over after a read. */
  static final Duration LENGTH = Duration.ofSeconds(2);

  /** How long after a read the next batch does without another. */
  private static final Duration RECHECK_AFTER = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final LongSupplier currentRevision;
  private volatile Optional<Instant> checkedAt = Optional.empty();
  private volatile long knownRevision;

  /**
   * Creates a window that is closed.
   *
   * @param currentRevision reads the revision of the rules, as last written
   */
  HandOverWindow(InstantSource clock, LongSupplier currentRevision) {
    this.clock = clock;
    this.currentRevision = currentRevision;
  }

  /**
   * Opens the window, or keeps it open, if the rules still have the revision that the worker knows.
   *
   * @return false if they have changed, and must be loaded before anything is decided
   */
  boolean open(long loadedRevision) {
    Instant now = clock.instant();
    knownRevision = loadedRevision;
    if (checkedAt.filter(at -> now.isBefore(at.plus(RECHECK_AFTER))).isPresent()) {
      return true;
    }
    if (currentRevision.getAsLong() != loadedRevision) {
      checkedAt = Optional.empty();
      return false;
    }
    checkedAt = Optional.of(now); // before the read: the answer may have taken its time
    return true;
  }

  /**
   * Returns whether a message may be handed over now; safe for use by several threads.
   *
   * <p>If the time has passed, because a commit took long, the revision is read again: a slow
   * worker gets on, as long as the rules are the same.
   */
  boolean isOpen() {
    return isWithinLength() || (open(knownRevision) && isWithinLength());
  }

  private boolean isWithinLength() {
    Instant now = clock.instant();
    return checkedAt.filter(at -> now.isBefore(at.plus(LENGTH))).isPresent();
  }
}
