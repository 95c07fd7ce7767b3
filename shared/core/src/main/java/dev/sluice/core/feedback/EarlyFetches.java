package dev.sluice.core.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.feedback.MailEvent.Actor;
import dev.sluice.core.feedback.MailEvent.Click;
import dev.sluice.core.feedback.MailEvent.Open;
import dev.sluice.core.state.SendRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The opens and clicks that come too early or too fast for a person.
 *
 * <p>Security gateways fetch pictures and follow links when they receive a message, often with the
 * user agent of a browser. Two signs give them away: they come within seconds of the delivery, and
 * they follow several links within a second. A person who is mistaken for a machine is not
 * disadvantaged: such a send counts neither as opened nor as unopened.
 *
 * <p>The delivery is a separate event, which may be late or lost: until it is known, the instant at
 * which SES accepted the message stands for it. Clicks are compared within one batch of events; the
 * queue collects events for a second.
 */
final class EarlyFetches {

  /** Few people open a message that fast. */
  private static final Duration MACHINE_TIME = Duration.ofSeconds(10);

  /** Two different links within this time are followed by a machine. */
  private static final Duration BURST = Duration.ofSeconds(1);

  private EarlyFetches() {}

  /**
   * Returns the events of a subscriber with deliveries first, and with the clicks of a burst as a
   * machine's.
   */
  static List<SubscriberMailEvent> prepare(List<SubscriberMailEvent> events) {
    List<SubscriberMailEvent> prepared = new ArrayList<>();
    events.stream().filter(EarlyFetches::isDelivery).forEach(prepared::add);
    events.stream()
        .filter(event -> !isDelivery(event))
        .map(event -> isInBurst(event, events) ? byMachine(event) : event)
        .forEach(prepared::add);
    return prepared;
  }

  /**
   * Returns the event, as a machine's if it came within seconds of the delivery.
   *
   * @param send the message, if it is a known send of a campaign
   */
  static SubscriberMailEvent judge(SubscriberMailEvent event, Optional<SendRecord> send) {
    Instant at = event.event().at();
    boolean isEarly =
        at.isBefore(event.sentAt().plus(MACHINE_TIME))
            || send.filter(sent -> sent.isSoonAfterDelivery(at, MACHINE_TIME)).isPresent();
    return isEarly ? byMachine(event) : event;
  }

  private static boolean isDelivery(SubscriberMailEvent event) {
    return event.event() instanceof MailEvent.Delivery;
  }

  private static boolean isInBurst(SubscriberMailEvent event, List<SubscriberMailEvent> all) {
    return event.event() instanceof Click click
        && all.stream()
            .filter(other -> isOfSameMessage(event, other))
            .anyMatch(other ->
                other.event() instanceof Click second
                    && second.link() != click.link()
                    && Duration.between(click.at(), second.at()).abs().compareTo(BURST) <= 0);
  }

  /** Campaign and acceptance identify a message of the subscriber. */
  private static boolean isOfSameMessage(SubscriberMailEvent one, SubscriberMailEvent other) {
    Optional<CampaignId> campaign = one.campaign();
    return campaign.equals(other.campaign()) && one.sentAt().equals(other.sentAt());
  }

  private static SubscriberMailEvent byMachine(SubscriberMailEvent event) {
    return switch (event.event()) {
      case Open(Instant at, Actor _) -> event.withEvent(new Open(at, Actor.MACHINE));
      case Click(Instant at, Actor _, int link, boolean own) ->
          event.withEvent(new Click(at, Actor.MACHINE, link, own));
      case MailEvent.Send _,
          MailEvent.Delivery _,
          MailEvent.DeliveryDelay _,
          MailEvent.Reject _,
          MailEvent.RenderingFailure _,
          MailEvent.Bounce _,
          MailEvent.Complaint _,
          MailEvent.Subscription _ ->
          event;
    };
  }
}
