package dev.sluice.core.feedback;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.Optional;

/**
 * One event about one message to a subscriber.
 *
 * @param campaign the campaign it belongs to; empty if the message is transactional
 * @param sentAt when SES accepted the message
 * @param destination the address it was sent to, if the event names it; in lower case
 */
public record SubscriberMailEvent(
    SubscriberId subscriber,
    Optional<CampaignId> campaign,
    MailEvent event,
    Instant sentAt,
    Optional<String> destination) {

  /** Returns this with another event about the same message. */
  SubscriberMailEvent withEvent(MailEvent other) {
    return new SubscriberMailEvent(subscriber, campaign, other, sentAt, destination);
  }

  /** Returns whether the message was sent to another address than the subscriber's current one. */
  boolean isOfFormerAddress(Subscriber now) {
    return destination.filter(to -> !to.equalsIgnoreCase(now.address().value())).isPresent();
  }

  /** Returns a form fit for logs: neither address nor subscriber. */
  @Override
  public String toString() {
    return "Report[campaign=" + campaign + ", event=" + event + "]";
  }
}
