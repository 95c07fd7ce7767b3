package dev.sluice.local.ses;

import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.mailbox.TrackedLink;
import dev.sluice.local.mailbox.Tracking;
import dev.sluice.local.mailbox.Visitor;
import dev.sluice.local.template.EventDestination;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes the events of messages, for the configuration sets that have a destination.
 *
 * <p>A message is sent and delivered, unless its recipient is on the account's suppression list, or
 * it goes to the mailbox simulator, whose addresses do what SES documents of them. What was
 * delivered is tracked as the destination asks for opens and clicks.
 */
public final class SesEvents implements EventPublisher, Tracking {

  /** "Amazon SES email sending metrics FAQs": opens and clicks are collected for that long. */
  private static final Duration TRACKED_FOR = Duration.ofDays(60);

  private final List<EventDestination> destinations;
  private final AccountSuppressions suppressions;
  private final InstantSource clock;
  private final Bus bus;

  /** An event bus. */
  @FunctionalInterface
  public interface Bus {

    /** Publishes an event of source {@code aws.ses}. */
    void publish(String bus, String detailType, ObjectNode detail);
  }

  /** Creates it. */
  public SesEvents(
      List<EventDestination> destinations,
      AccountSuppressions suppressions,
      InstantSource clock,
      Bus bus) {
    this.destinations = List.copyOf(destinations);
    this.suppressions = suppressions;
    this.clock = clock;
    this.bus = bus;
  }

  @Override
  public void accepted(ReceivedMessage message) {
    message.to().stream()
        .flatMap(recipient -> fateOf(message, recipient).stream())
        .forEach(event -> publish(message, event));
  }

  @Override
  public boolean tracksOpens(ReceivedMessage message) {
    return isTracked(message, SesEvent.Type.OPEN);
  }

  @Override
  public boolean tracksClicks(ReceivedMessage message) {
    return isTracked(message, SesEvent.Type.CLICK);
  }

  @Override
  public void opened(ReceivedMessage message, Visitor by) {
    if (tracksOpens(message)) {
      publish(message, new SesEvent.Open(clock.instant(), by));
    }
  }

  @Override
  public void clicked(ReceivedMessage message, TrackedLink link, Visitor by) {
    if (tracksClicks(message)) {
      publish(message, new SesEvent.Click(clock.instant(), by, link));
    }
  }

  private boolean isTracked(ReceivedMessage message, SesEvent.Type type) {
    return destinations(message, type).findAny().isPresent()
        && message.to().stream().allMatch(recipient -> isDelivered(message, recipient))
        && clock.instant().isBefore(message.at().plus(TRACKED_FOR));
  }

  private boolean isDelivered(ReceivedMessage message, String recipient) {
    return fateOf(message, recipient).stream()
        .anyMatch(event -> event.type() == SesEvent.Type.DELIVERY);
  }

  private List<SesEvent> fateOf(ReceivedMessage message, String recipient) {
    return suppressions
        .reason(recipient, message.at())
        .map(SesEvents::untried)
        .map(untried -> List.of(new SesEvent.Send(), untried))
        .orElseGet(() -> Simulator.fateOf(recipient));
  }

  private static SesEvent untried(String reason) {
    return reason.equals("BOUNCE")
        ? new SesEvent.Bounce(AccountSuppressions.SUB_TYPE)
        : new SesEvent.Complaint(Optional.of(AccountSuppressions.SUB_TYPE));
  }

  private void publish(ReceivedMessage message, SesEvent event) {
    destinations(message, event.type())
        .forEach(destination ->
            bus.publish(
                destination.bus(), event.type().detailType(), EventDetail.of(event, message)));
  }

  private Stream<EventDestination> destinations(ReceivedMessage message, SesEvent.Type type) {
    String set = message.configurationSet().orElse("");
    return destinations.stream()
        .filter(destination ->
            destination.configurationSet().equals(set)
                && destination.types().contains(type.name()));
  }
}
