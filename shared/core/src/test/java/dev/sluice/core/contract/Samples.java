package dev.sluice.core.contract;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Subscribers and standings as suites need them. */
public final class Samples {

  /** An instant at which tests begin. */
  public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  /** The topic of sends whose topic does not matter. */
  public static final TopicId OFFERS = new TopicId("offers");

  private Samples() {}

  /** Returns a typical subscriber. */
  public static Subscriber subscriber(SubscriberId id) {
    return subscriber(id, "person" + id.value().hashCode() + "@example.com");
  }

  /** Returns the same with another address. */
  public static Subscriber subscriber(SubscriberId id, String address) {
    return new Subscriber(
        id,
        new EmailAddress(address),
        Optional.of(ZoneId.of("Europe/Tallinn")),
        Optional.of(Locale.forLanguageTag("et-EE")),
        LifecycleStage.ACTIVE,
        Map.of(
            "firstName", new AttributeValue.Text("Mari"),
            "purchases", AttributeValue.Number.of(7),
            "lastPurchase", new AttributeValue.Day(LocalDate.of(2026, 1, 31))));
  }

  /** Returns the first identifiers of a shard, in order. */
  public static List<SubscriberId> idsOf(Shard shard, int count) {
    return Stream.iterate(1, i -> i + 1)
        .map(i -> new SubscriberId("customer-" + i))
        .filter(id -> Shard.of(id).equals(shard))
        .limit(count)
        .sorted()
        .toList();
  }

  /** Returns a send of a campaign to the topic {@link #OFFERS}. */
  public static SendRecord sent(String campaign, Instant at) {
    return new SendRecord(at, OFFERS, SendKey.of(new CampaignId(campaign)), Confirmation.SENT);
  }

  /** Returns the standing with one send more. */
  public static SubscriberState withSend(SubscriberState standing, SendRecord send) {
    List<SendRecord> history = Stream.concat(standing.history().stream(), Stream.of(send)).toList();
    return standing.with(history, standing.deferredSends(), standing.drops(), standing.dueAt());
  }

  /** Returns the standing with one send that waits until then, and due then. */
  public static SubscriberState withDeferredSend(
      SubscriberState standing, String campaign, Instant until) {
    DeferredSend wait = new DeferredSend(new CampaignId(campaign), OFFERS, until);
    return standing.with(standing.history(), List.of(wait), standing.drops(), Optional.of(until));
  }
}
