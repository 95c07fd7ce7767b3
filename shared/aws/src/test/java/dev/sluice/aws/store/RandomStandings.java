package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.AddressKey;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.Freed;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
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
final class RandomStandings {

  private static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long QUARTER = 90L * 24 * 60 * 60 * 1000;

  private final Random random;

  RandomStandings(long seed) {
    random = new Random(seed);
  }

  Standing next() {
    return new Standing(
        new SubscriberId("customer-" + random.nextInt(1_000_000)),
        1 + random.nextInt(1000),
        consents(),
        some(60, this::send),
        some(4, () -> new WaitingSend(campaign(), topic(), instant())),
        some(10, () -> new DropRecord(instant(), key(), any(DropCode.values()))),
        maybe(this::instant),
        maybe(this::instant));
  }

  /** A send within 90 days of the start; a few clocks disagree, so order is not promised. */
  SendRecord send() {
    return new SendRecord(instant(), topic(), key(), any(Confirmation.values()), heard());
  }

  private Set<Heard> heard() {
    Set<Heard> heard = EnumSet.allOf(Heard.class);
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
    return new TopicId(any("offers", "news", "tips", "a", "a-much-longer-name-of-a-topic"));
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
                topic(), new TopicChoice(any(Subscription.values()), any(Cadence.values()))));
    return new Consents(
        choices,
        maybe(this::instant),
        maybe(this::instant),
        maybe(() ->
            new Suppression(any(Suppression.Cause.values()), instant(), maybe(this::address))),
        new Freed(maybe(this::instant), maybe(this::instant)));
  }

  private <T> List<T> some(int atMost, Supplier<T> one) {
    return Stream.generate(one).limit(random.nextInt(atMost + 1)).toList();
  }

  private <T> Optional<T> maybe(Supplier<T> one) {
    return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
  }

  @SafeVarargs
  private <T> T any(T... values) {
    return values[random.nextInt(values.length)];
  }
}
