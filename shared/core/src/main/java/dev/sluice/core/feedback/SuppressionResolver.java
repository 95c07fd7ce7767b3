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
 * Works out whether an address is suppressed after a report.
 *
 * <p>What counts is what was heard of mail sent after the address was last freed: of it the
 * weightiest cause at its earliest instant, or that it bounced again and again. So neither the
 * order of reports nor their repetition matters, nor whether one comes before or after the freeing.
 *
 * @param subscriber the subscriber, with the report already worked into their history
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

  /** A complaint is of the person, whichever address it came from; a bounce is of the address. */
  private boolean isRelevant(Cause cause, SubscriberMailEvent report) {
    boolean concerns =
        cause == Cause.COMPLAINT || !report.isOfFormerAddress(subscriber.subscriber());
    return concerns && !consents().clearance().covers(cause, report.sentAt());
  }

  /** A delivery heard of late can show that the bounces were not in a row after all. */
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
