package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.Mailroom;
import dev.sluice.scheduling.visit.SendOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A mailroom, and SES behind it, which answers as the test says.
 *
 * <p>Messages of campaigns named {@code broken…} cannot be rendered.
 */
final class Post implements Mailroom {

  /** What left, or may have left. */
  final List<Sent> sent = new ArrayList<>();

  BiFunction<SubscriberId, CampaignId, SendOutcome> ses = (_, _) -> new SendOutcome.Accepted("m");

  /** A message that left, or may have left. */
  record Sent(SubscriberId subscriber, CampaignId campaign, Instant at) {}

  @Override
  public Letter prepare(Subscriber subscriber, CampaignId campaign, Instant at) {
    if (campaign.value().startsWith("broken")) {
      throw InvalidInputException.of("defaults.name", "absent", "give it a default");
    }
    return () -> {
      SendOutcome outcome = ses.apply(subscriber.id(), campaign);
      if (outcome instanceof SendOutcome.Accepted || outcome instanceof SendOutcome.Unknown) {
        sent.add(new Sent(subscriber.id(), campaign, at));
      }
      return outcome;
    };
  }
}
