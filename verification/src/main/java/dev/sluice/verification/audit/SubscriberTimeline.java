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
 * One subscriber with all their messages and the events of these.
 *
 * @param zone the zone of their calendar days
 * @param messages earliest first
 * @param events of their messages, in any order
 * @param ownLinks the prefix of unsubscribe and preference links
 */
record SubscriberTimeline(
    AuditedSubscriber subscriber,
    ZoneId zone,
    List<DeliveredMessage> messages,
    List<ObservedEvent> events,
    String ownLinks) {

  /**
   * The time in which an event is processed: queues gather for a second, and functions take less
   * than that.
   */
  static final Duration FEEDBACK_DELAY = Duration.ofMinutes(1);

  SubscriberTimeline {
    messages = List.copyOf(messages);
    events = List.copyOf(events);
  }

  /**
   * Returns the profiles that rules may have seen when a message was decided: unopened messages and
   * the last open, by the events up to each instant of the minute before.
   */
  List<AuditedSubscriber> possibleProfilesAt(DeliveredMessage delivered) {
    Instant from = delivered.at().minus(FEEDBACK_DELAY);
    Stream<Instant> between =
        events.stream()
            .map(ObservedEvent::at)
            .filter(at -> at.isAfter(from) && !at.isAfter(delivered.at()));
    return Stream.concat(Stream.of(from), between)
        .distinct()
        .map(known ->
            subscriber.withEngagement(unopenedInARow(delivered.order(), known), lastOpened(known)))
        .toList();
  }

  /** Returns how many messages in a row were delivered and not opened, by all events. */
  int unopenedInARow() {
    return unopenedInARow(messages.size(), Instant.MAX);
  }

  /** Counts those before the message with index {@code next}, by the events until {@code known}. */
  private int unopenedInARow(int next, Instant known) {
    int row = 0;
    for (DeliveredMessage earlier : messages.subList(0, next).reversed()) {
      List<ObservedEvent> eventsSoFar = eventsKnownAt(earlier, known);
      if (eventsSoFar.stream().anyMatch(this::isEngagement)) {
        return row;
      }
      row +=
          eventsSoFar.isEmpty() || eventsSoFar.stream().anyMatch(ObservedEvent::isPrefetch) ? 0 : 1;
    }
    return row;
  }

  private Optional<LocalDate> lastOpened(Instant known) {
    return events.stream()
        .filter(event -> !event.at().isAfter(known) && isEngagement(event))
        .map(ObservedEvent::at)
        .max(Comparator.naturalOrder())
        .map(at -> LocalDate.ofInstant(at, zone));
  }

  private List<ObservedEvent> eventsKnownAt(DeliveredMessage delivered, Instant known) {
    return events.stream()
        .filter(event ->
            !event.at().isAfter(known) && event.campaign().equals(delivered.message().campaign()))
        .toList();
  }

  private boolean isEngagement(ObservedEvent event) {
    return event.isOpen() || event.isClick(ownLinks);
  }
}
