package dev.sluice.scheduling.feedback;

import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.Suppression.Cause;
import dev.sluice.scheduling.visit.SubscriberRecord;
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
 * @param heard the subscriber, with the report already worked into their history
 */
record Suppressing(SubscriberRecord heard, SoftBounceLimit limit) {

  Optional<Suppression> after(Report report) {
    Optional<Suppression> known = consents().suppression();
    Optional<Suppression> found =
        report
            .event()
            .suppresses()
            .filter(cause -> counts(cause, report))
            .map(cause -> suppression(cause, report.event().at()));
    if (found.isPresent()) {
      return known.map(found.get()::with).or(() -> found);
    }
    return report.isOfFormerAddress(heard.subscriber()) ? known : afterSoftBounces(known, report);
  }

  /** A complaint is of the person, whichever address it came from; a bounce is of the address. */
  private boolean counts(Cause cause, Report report) {
    boolean concerns = cause == Cause.COMPLAINT || !report.isOfFormerAddress(heard.subscriber());
    return concerns && !consents().freed().covers(cause, report.sentAt());
  }

  /** A delivery heard of late can show that the bounces were not in a row after all. */
  private Optional<Suppression> afterSoftBounces(Optional<Suppression> known, Report report) {
    boolean ends = known.filter(held -> held.cause() == Cause.REPEATED_BOUNCES).isPresent();
    boolean begins = known.isEmpty() && report.event().news().contains(Heard.SOFT_BOUNCED);
    return ends || begins ? limit.reachedBy(sinceFreed()).map(this::repeated) : known;
  }

  private List<SendRecord> sinceFreed() {
    return standing().history().stream()
        .filter(send -> !consents().freed().covers(Cause.REPEATED_BOUNCES, send.at()))
        .toList();
  }

  private Suppression repeated(Instant since) {
    return suppression(Cause.REPEATED_BOUNCES, since);
  }

  private Suppression suppression(Cause cause, Instant since) {
    return Suppression.of(cause, since, heard.subscriber().address());
  }

  private Consents consents() {
    return standing().consents();
  }

  private Standing standing() {
    return heard.standing();
  }
}
