package dev.sluice.core.feedback;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Determines whether an address is suppressed after a mail event.
 *
 * <p>Only events of mail sent after the address was last cleared count: of these, the weightiest
 * cause at its earliest instant, or repeated transient bounces. So neither the order nor the
 * repetition of events matters, nor whether one arrives before or after the clearance.
 *
 * @param subscriber the subscriber, with the event already applied to the history
 */
record SuppressionResolver(SubscriberRecord subscriber, SoftBounceLimit limit) {

  Optional<Suppression> resolve(SubscriberMailEvent report) {
    Optional<Suppression> known = consents().suppression();
    Optional<Suppression> found =
        report
            .event()
            .suppressionCause()
            .filter(cause -> isRelevant(cause, report))
            .map(cause -> suppression(cause, report.event().at()));
    if (found.isPresent()) {
      return known.map(found.get()::strongest).or(() -> found);
    }
    return report.isOfFormerAddress(subscriber.subscriber())
        ? known
        : afterSoftBounces(known, report);
  }

  /**
   * A complaint applies to the person, whichever address it came from; a bounce applies to the
   * address.
   */
  private boolean isRelevant(Cause cause, SubscriberMailEvent report) {
    boolean concerns =
        cause == Cause.COMPLAINT || !report.isOfFormerAddress(subscriber.subscriber());
    return concerns && !consents().clearance().covers(cause, report.sentAt());
  }

  /** A delivery that is reported late can show that the bounces were not consecutive. */
  private Optional<Suppression> afterSoftBounces(
      Optional<Suppression> known, SubscriberMailEvent report) {
    boolean ends = known.filter(held -> held.cause() == Cause.REPEATED_BOUNCES).isPresent();
    boolean begins =
        known.isEmpty() && report.event().sendEvents().contains(SendEvent.SOFT_BOUNCED);
    return ends || begins ? limit.reachedBy(sendsSinceClearance()).map(this::repeated) : known;
  }

  private List<SendRecord> sendsSinceClearance() {
    return standing().history().stream()
        .filter(send -> !consents().clearance().covers(Cause.REPEATED_BOUNCES, send.at()))
        .toList();
  }

  private Suppression repeated(Instant since) {
    return suppression(Cause.REPEATED_BOUNCES, since);
  }

  private Suppression suppression(Cause cause, Instant since) {
    return Suppression.of(cause, since, subscriber.subscriber().address());
  }

  private Consents consents() {
    return standing().consents();
  }

  private SubscriberState standing() {
    return subscriber.state();
  }
}
