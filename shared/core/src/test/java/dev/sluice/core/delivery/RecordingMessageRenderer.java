package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.sending.MessageRenderer;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A mailroom, and SES behind it, which answers as the test says.
 *
 * <p>Messages of campaigns named {@code broken…} cannot be rendered.
 */
final class RecordingMessageRenderer implements MessageRenderer {

  /** What left, or may have left. */
  final List<SentMessage> sent = new ArrayList<>();

  BiFunction<SubscriberId, CampaignId, SendOutcome> ses = (_, _) -> new SendOutcome.Accepted("m");

  /** A message that left, or may have left. */
  record SentMessage(SubscriberId subscriber, CampaignId campaign, Instant at) {}

  @Override
  public PreparedMessage render(Subscriber subscriber, CampaignId campaign, Instant at) {
    if (campaign.value().startsWith("broken")) {
      throw InvalidInputException.of("defaults.name", "absent", "give it a default");
    }
    return () -> {
      SendOutcome outcome = ses.apply(subscriber.id(), campaign);
      if (outcome instanceof SendOutcome.Accepted || outcome instanceof SendOutcome.Unknown) {
        sent.add(new SentMessage(subscriber.id(), campaign, at));
      }
      return outcome;
    };
  }
}
