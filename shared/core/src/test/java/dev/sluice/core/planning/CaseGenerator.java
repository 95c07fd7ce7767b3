package dev.sluice.core.planning;

import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Makes one case from a seed: small, and crowded around the edges of everything in it. */
final class CaseGenerator {
  /**
   * Half and quarter hours; clocks that change by 30 minutes and by two hours, whose summer time is
   * the standard one (Dublin, Casablanca); changes at midnight, and (Saint John's until 2011) a
   * minute past it and back into the day before; a skipped day; the far ends of the world.
   */
  private static final List<ZoneId> ZONES =
      Stream.of(
              "Europe/Tallinn",
              "Europe/Dublin",
              "America/New_York",
              "Australia/Lord_Howe",
              "Asia/Kolkata",
              "Asia/Kathmandu",
              "America/Sao_Paulo",
              "Africa/Cairo",
              "America/St_Johns",
              "Pacific/Apia",
              "Asia/Gaza",
              "Asia/Beirut",
              "Asia/Tehran",
              "America/Havana",
              "America/Asuncion",
              "Antarctica/Troll",
              "Africa/Casablanca",
              "Pacific/Chatham",
              "Pacific/Kiritimati",
              "UTC",
              "-09:30")
          .map(ZoneId::of)
          .toList();

  private final RandomChoice draw;
  private final ZoneId zone;
  private final PolicyGenerator rules;
  private final InstantGenerator instants;

  private CaseGenerator(long seed) {
    this.draw = new RandomChoice(new SplittableRandom(seed));
    this.zone = draw.any(ZONES);
    this.rules = new PolicyGenerator(draw);
    this.instants =
        new InstantGenerator(
            draw.random(), zone, rules.lengths().stream().map(Duration::toNanos).toList());
  }

  /** Returns the case of a seed. */
  static PlannerCase of(long seed) {
    return new CaseGenerator(seed).make();
  }

  private PlannerCase make() {
    SendPolicy policy = rules.policy(draw.chance(50) ? zone : draw.any(ZONES));
    Optional<ZoneId> own =
        policy.defaultZone().equals(zone) && draw.chance(50) ? Optional.empty() : Optional.of(zone);
    SubscriberStateGenerator standings = new SubscriberStateGenerator(draw, rules, instants);
    PlanningInput situation =
        new PlanningInput(subscriber(own), standings.state(), policy, instants.now());
    return new PlannerCase(
        situation, new CandidateGenerator(draw, rules.topics(), instants).candidates());
  }

  private Subscriber subscriber(Optional<ZoneId> own) {
    LocalDate purchase = instants.now().atZone(zone).toLocalDate().minusDays(29 + draw.below(3));
    return new Subscriber(
        SubscriberStateGenerator.ID,
        new EmailAddress("s1@example.com"),
        own,
        Optional.empty(),
        draw.any(List.of(LifecycleStage.ACTIVE, LifecycleStage.LAPSED)),
        Map.of("lastPurchase", new AttributeValue.Day(purchase)));
  }
}
