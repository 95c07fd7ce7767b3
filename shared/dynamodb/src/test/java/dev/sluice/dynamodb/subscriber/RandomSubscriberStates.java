package dev.sluice.dynamodb.subscriber;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.AddressKey;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.SuppressionClearance;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Standings of every shape, the same ones for a seed. */
final class RandomSubscriberStates {

  private static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long QUARTER = 90L * 24 * 60 * 60 * 1000;

  private final Random random;

  RandomSubscriberStates(long seed) {
    random = new Random(seed);
  }

  SubscriberState next() {
    return new SubscriberState(
        new SubscriberId("customer-" + random.nextInt(1_000_000)),
        1 + random.nextInt(1000),
        consents(),
        listOf(60, this::send),
        listOf(4, () -> new DeferredSend(campaign(), topic(), instant())),
        listOf(10, () -> new DropRecord(instant(), key(), oneOf(DropCode.values()))),
        maybe(this::instant),
        maybe(this::instant));
  }

  /** A send within 90 days of the start; a few clocks disagree, so order is not promised. */
  SendRecord send() {
    return new SendRecord(
        instant(),
        topic(),
        key(),
        oneOf(Confirmation.values()),
        sendEvents(),
        Optional.of(Duration.ofSeconds(1 + random.nextInt(1_000)))
            .filter(_ -> random.nextBoolean()));
  }

  private Set<SendEvent> sendEvents() {
    Set<SendEvent> heard = EnumSet.allOf(SendEvent.class);
    heard.removeIf(_ -> random.nextInt(4) > 0);
    return heard;
  }

  Instant instant() {
    return Instant.ofEpochMilli(START + random.nextLong(QUARTER));
  }

  SendKey key() {
    return new SendKey(random.nextLong());
  }

  TopicId topic() {
    return new TopicId(oneOf("offers", "news", "tips", "a", "a-much-longer-name-of-a-topic"));
  }

  private AddressKey address() {
    return new AddressKey(random.nextLong());
  }

  private CampaignId campaign() {
    return new CampaignId("campaign-" + random.nextInt(1000));
  }

  private Consents consents() {
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    IntStream.range(0, random.nextInt(5))
        .forEach(_ ->
            choices.put(
                topic(), new TopicChoice(oneOf(Subscription.values()), oneOf(Cadence.values()))));
    return new Consents(
        choices,
        maybe(this::instant),
        maybe(this::instant),
        maybe(() ->
            new Suppression(oneOf(Suppression.Cause.values()), instant(), maybe(this::address))),
        new SuppressionClearance(maybe(this::instant), maybe(this::instant)));
  }

  private <T> List<T> listOf(int atMost, Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(atMost + 1)).toList();
  }

  private <T> Optional<T> maybe(Supplier<T> one) {
    return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
  }

  @SafeVarargs
  private <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
