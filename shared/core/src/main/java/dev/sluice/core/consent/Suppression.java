package dev.sluice.core.consent;

import dev.sluice.core.subscriber.EmailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * Why and since when an address gets no marketing at all.
 *
 * @param addressKey the address that it ends with, as with bounces; empty if it is of the person,
 *     whatever their address
 */
public record Suppression(Cause cause, Instant since, Optional<AddressKey> addressKey) {

  /** Why an address gets no marketing at all, the weightiest last. */
  public enum Cause {
    /** Mail to it bounced again and again, each time for the time being only. */
    REPEATED_BOUNCES,
    /** Mail to it bounced for good. */
    BOUNCE,
    /** Its owner reported mail as unwanted. */
    COMPLAINT,
    /** The team suppressed it by hand. */
    MANUAL
  }

  /** Creates a suppression that is of the person, whatever their address. */
  public Suppression(Cause cause, Instant since) {
    this(cause, since, Optional.empty());
  }

  /** Returns a suppression of an address: complaints are of the person all the same. */
  public static Suppression of(Cause cause, Instant since, EmailAddress address) {
    return switch (cause) {
      case REPEATED_BOUNCES, BOUNCE ->
          new Suppression(cause, since, Optional.of(AddressKey.of(address)));
      case COMPLAINT, MANUAL -> new Suppression(cause, since);
    };
  }

  /** Tells whether it holds for somebody who has this address now. */
  public boolean appliesTo(EmailAddress now) {
    return addressKey.filter(key -> !key.equals(AddressKey.of(now))).isEmpty();
  }

  /**
   * Returns what holds when two reasons are known: the weightier cause, or the earlier instant of
   * the same one; in whatever order they became known.
   */
  public Suppression strongest(Suppression other) {
    int order = cause.compareTo(other.cause);
    boolean othersHolds = order < 0 || (order == 0 && other.since.isBefore(since));
    return othersHolds ? other : this;
  }
}
