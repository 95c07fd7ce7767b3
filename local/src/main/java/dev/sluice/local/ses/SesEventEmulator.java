package dev.sluice.local.ses;

import dev.sluice.local.mailbox.EngagementTracking;
import dev.sluice.local.mailbox.EngagementTracking.ReaderClient;
import dev.sluice.local.mailbox.EngagementTracking.TrackedLink;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesEmulator.SesAcceptanceListener;
import dev.sluice.local.template.ResolvedStack.SesEventDestination;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes the events of messages for the configuration sets that have a destination.
 *
 * <p>A message is sent and delivered, unless its recipient is on the account's suppression list or
 * is an address of the mailbox simulator, which behaves as SES documents. Opens and clicks of
 * delivered messages are published if the destination asks for them.
 */
public final class SesEventEmulator implements SesAcceptanceListener, EngagementTracking {

  /** "Amazon SES email sending metrics FAQs": opens and clicks are collected for that long. */
  private static final Duration TRACKED_FOR = Duration.ofDays(60);

  private final List<SesEventDestination> destinations;
  private final EmulatedSuppressionList suppressions;
  private final InstantSource clock;
  private final EventSink bus;

  /** An event bus. */
  @FunctionalInterface
  public interface EventSink {

    /** Publishes an event of source {@code aws.ses}. */
    void publish(String bus, String detailType, ObjectNode detail);
  }

  public SesEventEmulator(
      List<SesEventDestination> destinations,
      EmulatedSuppressionList suppressions,
      InstantSource clock,
      EventSink bus) {
    this.destinations = List.copyOf(destinations);
    this.suppressions = suppressions;
    this.clock = clock;
    this.bus = bus;
  }

  @Override
  public void onAccepted(ReceivedMessage message) {
    message.to().stream()
        .flatMap(recipient -> eventsFor(message, recipient).stream())
        .forEach(event -> publish(message, event));
  }

  @Override
  public boolean tracksOpens(ReceivedMessage message) {
    return isTracked(message, EmulatedSesEvent.Type.OPEN);
  }

  @Override
  public boolean tracksClicks(ReceivedMessage message) {
    return isTracked(message, EmulatedSesEvent.Type.CLICK);
  }

  @Override
  public void onOpen(ReceivedMessage message, ReaderClient by) {
    if (tracksOpens(message)) {
      publish(message, new EmulatedSesEvent.Open(clock.instant(), by));
    }
  }

  @Override
  public void onClick(ReceivedMessage message, TrackedLink link, ReaderClient by) {
    if (tracksClicks(message)) {
      publish(message, new EmulatedSesEvent.Click(clock.instant(), by, link));
    }
  }

  private boolean isTracked(ReceivedMessage message, EmulatedSesEvent.Type type) {
    return destinations(message, type).findAny().isPresent()
        && message.to().stream().allMatch(recipient -> isDelivered(message, recipient))
        && clock.instant().isBefore(message.at().plus(TRACKED_FOR));
  }

  private boolean isDelivered(ReceivedMessage message, String recipient) {
    return eventsFor(message, recipient).stream()
        .anyMatch(event -> event.type() == EmulatedSesEvent.Type.DELIVERY);
  }

  private List<EmulatedSesEvent> eventsFor(ReceivedMessage message, String recipient) {
    return suppressions
        .reasonAt(recipient, message.at())
        .map(SesEventEmulator::suppressedEvent)
        .map(untried -> List.of(new EmulatedSesEvent.Send(), untried))
        .orElseGet(() -> MailboxSimulator.eventsFor(recipient));
  }

  private static EmulatedSesEvent suppressedEvent(String reason) {
    return reason.equals("BOUNCE")
        ? new EmulatedSesEvent.Bounce(EmulatedSuppressionList.SUB_TYPE)
        : new EmulatedSesEvent.Complaint(Optional.of(EmulatedSuppressionList.SUB_TYPE));
  }

  private void publish(ReceivedMessage message, EmulatedSesEvent event) {
    destinations(message, event.type())
        .forEach(destination ->
            bus.publish(
                destination.bus(),
                event.type().detailType(),
                SesEventDetailJson.encode(event, message)));
  }

  private Stream<SesEventDestination> destinations(
      ReceivedMessage message, EmulatedSesEvent.Type type) {
    String set = message.configurationSet().orElse("");
    return destinations.stream()
        .filter(destination ->
            destination.configurationSet().equals(set)
                && destination.types().contains(type.name()));
  }

  /**
   * The events of a message by its recipient, as with SES's mailbox simulator.
   *
   * <p>See "Using the mailbox simulator manually" in the Amazon SES Developer Guide; each address
   * may carry a label, as in {@code bounce+label@simulator.amazonses.com}. An automatic reply comes
   * back to the sender as mail and is not an event.
   */
  static final class MailboxSimulator {

    private static final String DOMAIN = "@simulator.amazonses.com";

    private static final List<EmulatedSesEvent> DELIVERED =
        List.of(new EmulatedSesEvent.Send(), new EmulatedSesEvent.Delivery());

    private MailboxSimulator() {}

    static List<EmulatedSesEvent> eventsFor(String recipient) {
      String address = recipient.replaceAll(".*<|>.*", "").toLowerCase(Locale.ROOT);
      if (!address.endsWith(DOMAIN)) {
        return DELIVERED;
      }
      return switch (address.replaceAll("[+@].*", "")) {
        case "bounce" ->
            List.of(new EmulatedSesEvent.Send(), new EmulatedSesEvent.Bounce("General"));
        case "suppressionlist" ->
            List.of(new EmulatedSesEvent.Send(), new EmulatedSesEvent.Bounce("Suppressed"));
        case "complaint" ->
            List.of(
                new EmulatedSesEvent.Send(),
                new EmulatedSesEvent.Delivery(),
                new EmulatedSesEvent.Complaint(Optional.empty()));
        default -> DELIVERED;
      };
    }
  }
}
