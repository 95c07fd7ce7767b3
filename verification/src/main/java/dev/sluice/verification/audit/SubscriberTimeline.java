package dev.sluice.verification.audit;

import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.AuditInput.DeliveredMessage;
import dev.sluice.verification.audit.AuditInput.ObservedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One person with everything that reached them and all that was told of it.
 *
 * @param zone in which their days are counted
 * @param messages earliest first
 * @param events of their messages, in any order
 * @param ownLinks what the ways to leave and to choose begin with
 */
record SubscriberTimeline(
    AuditedSubscriber subscriber,
    ZoneId zone,
    List<DeliveredMessage> messages,
    List<ObservedEvent> events,
    String ownLinks) {

  /**
   * Within which a signal has been heard: queues gather for a second, and functions answer in less
   * than that.
   */
  static final Duration FEEDBACK_DELAY = Duration.ofMinutes(1);

  SubscriberTimeline {
    messages = List.copyOf(messages);
    events = List.copyOf(events);
  }

  /**
   * Returns the person as rules may have seen them when a message was decided: how many messages
   * they left unopened and when they opened one last, by all that was told up to each instant of
   * the minute before.
   */
  List<AuditedSubscriber> possibleProfilesAt(DeliveredMessage arrival) {
    Instant from = arrival.at().minus(FEEDBACK_DELAY);
    Stream<Instant> between =
        events.stream()
            .map(ObservedEvent::at)
            .filter(at -> at.isAfter(from) && !at.isAfter(arrival.at()));
    return Stream.concat(Stream.of(from), between)
        .distinct()
        .map(known ->
            subscriber.withEngagement(unopenedInARow(arrival.order(), known), lastOpened(known)))
        .toList();
  }

  /**
   * Returns how many messages in a row have been delivered and not opened, by all that was told.
   */
  int unopenedInARow() {
    return unopenedInARow(messages.size(), Instant.MAX);
  }

  /** Counts those before the one with the number {@code next}, by what was told until then. */
  private int unopenedInARow(int next, Instant known) {
    int row = 0;
    for (DeliveredMessage earlier : messages.subList(0, next).reversed()) {
      List<ObservedEvent> told = eventsKnownAt(earlier, known);
      if (told.stream().anyMatch(this::isEngagement)) {
        return row;
      }
      row += told.isEmpty() || told.stream().anyMatch(ObservedEvent::isPrefetch) ? 0 : 1;
    }
    return row;
  }

  private Optional<LocalDate> lastOpened(Instant known) {
    return events.stream()
        .filter(signal -> !signal.at().isAfter(known) && isEngagement(signal))
        .map(ObservedEvent::at)
        .max(Comparator.naturalOrder())
        .map(at -> LocalDate.ofInstant(at, zone));
  }

  private List<ObservedEvent> eventsKnownAt(DeliveredMessage arrival, Instant known) {
    return events.stream()
        .filter(signal ->
            !signal.at().isAfter(known) && signal.campaign().equals(arrival.message().campaign()))
        .toList();
  }

  private boolean isEngagement(ObservedEvent signal) {
    return signal.isOpen() || signal.isClick(ownLinks);
  }
}
