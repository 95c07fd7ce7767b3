package dev.sluice.core.consent;

import dev.sluice.core.subscriber.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * The cause and the start of the suppression of an address, which gets no marketing.
 *
 * @param addressKey the address that it ends with, as with bounces; empty if it applies to the
 *     person, whatever their address
 */
public record Suppression(Cause cause, Instant since, Optional<AddressKey> addressKey) {

  /** The causes of a suppression, the weightiest last. */
  public enum Cause {
    /** Mail to it bounced repeatedly with transient errors. */
    REPEATED_BOUNCES,
    /** Mail to it bounced permanently. */
    BOUNCE,
    /** Its owner reported mail as unwanted. */
    COMPLAINT,
    /** The team suppressed it by hand. */
    MANUAL
  }

  /** Creates a suppression that applies to the person, whatever their address. */
  public Suppression(Cause cause, Instant since) {
    this(cause, since, Optional.empty());
  }

  /** Returns a suppression of an address; a complaint applies to the person nevertheless. */
  public static Suppression of(Cause cause, Instant since, EmailAddress address) {
    return switch (cause) {
      case REPEATED_BOUNCES, BOUNCE ->
          new Suppression(cause, since, Optional.of(AddressKey.of(address)));
      case COMPLAINT, MANUAL -> new Suppression(cause, since);
    };
  }

  /** Returns whether the suppression applies to a subscriber whose current address is this one. */
  public boolean appliesTo(EmailAddress now) {
    return addressKey.filter(key -> !key.equals(AddressKey.of(now))).isEmpty();
  }

  /**
   * Returns the suppression that applies when two are known, in any order: the one with the
   * weightier cause, or the earlier one of the same cause.
   */
  public Suppression strongest(Suppression other) {
    int order = cause.compareTo(other.cause);
    boolean othersHolds = order < 0 || (order == 0 && other.since.isBefore(since));
    return othersHolds ? other : this;
  }
}
