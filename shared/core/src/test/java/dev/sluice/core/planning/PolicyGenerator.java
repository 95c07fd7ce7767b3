package dev.sluice.core.planning;

import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.Topic.OptInMode;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Comparison;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.state.SubscriberProfile;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.LifecycleStage;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws the rules of a case: topics with their cadences, and the policy. */
final class PolicyGenerator {
  static final List<TopicId> TOPICS =
      Stream.of("offers", "news", "tips").map(TopicId::new).toList();

  private static final List<Duration> LENGTHS =
      Stream.of(
              "PT1S",
              "PT1.000000001S",
              "PT1M",
              "PT1H",
              "PT1H30M",
              "PT7H",
              "PT12H",
              "PT23H",
              "P1D",
              "PT25H",
              "P2D",
              "P3D",
              "P7D",
              "P14D",
              "P30D",
              "PT100H0.000000007S")
          .map(Duration::parse)
          .toList();

  private static final List<LocalTime> TIMES =
      Stream.of(
              "00:00",
              "00:00:00.000000001",
              "00:00:01",
              "00:30",
              "01:00",
              "02:00",
              "02:30",
              "03:00",
              "08:00",
              "09:15",
              "21:00",
              "23:00",
              "23:30",
              "23:59:59.999999999")
          .map(LocalTime::parse)
          .toList();

  /** From as good as nothing to what nobody notices, in nanoseconds. */
  private static final List<Integer> INSTANTS = List.of(1, 2, 500_000_000, 1_000_000_000);

  private final RandomChoice draw;
  private final List<Topic> topics;
  private final List<Duration> lengths;

  PolicyGenerator(RandomChoice draw) {
    this.draw = draw;
    this.topics = TOPICS.stream().map(this::topic).toList();
    this.lengths = List.of(draw.any(LENGTHS), draw.any(LENGTHS));
  }

  List<Topic> topics() {
    return topics;
  }

  /** Returns the lengths of the case's rolling windows. */
  List<Duration> lengths() {
    return lengths;
  }

  SendPolicy policy(ZoneId defaultZone) {
    return new SendPolicy(
        draw.below(100),
        IntStream.range(0, draw.below(5)).mapToObj(this::cap).toList(),
        draw.chance(50) ? Optional.of(quietHours()) : Optional.empty(),
        defaultZone,
        Duration.ofDays(3));
  }

  Cadence cadence() {
    return draw.chance(50) ? Cadence.AS_IT_COMES : draw.any(List.of(Cadence.values()));
  }

  private Topic topic(TopicId id) {
    return new Topic(
        id, "A", "B", draw.chance(6) ? OptInMode.OPT_IN : OptInMode.OPT_OUT, cadence());
  }

  /** One in five holds for a second at most, and one in five for all of the day but that. */
  private QuietHours quietHours() {
    LocalTime from = draw.any(TIMES);
    LocalTime soon = from.plusNanos(draw.any(INSTANTS));
    LocalTime until = draw.any(TIMES);
    return switch (draw.below(5)) {
      case 0 -> new QuietHours(from, soon);
      case 1 -> new QuietHours(soon, from);
      default -> new QuietHours(from, from.equals(until) ? soon : until);
    };
  }

  private FrequencyCap cap(int number) {
    Window window =
        draw.chance(60)
            ? new Window.Rolling(draw.any(lengths))
            : new Window.Calendar(draw.any(List.of(Window.Calendar.Unit.values())));
    return new FrequencyCap(
        "cap" + number,
        1 + draw.below(draw.chance(10) ? 5 : 3),
        window,
        draw.chance(40) ? Optional.of(draw.any(TOPICS)) : Optional.empty(),
        criterion());
  }

  private Criterion criterion() {
    return switch (draw.below(20)) {
      case 0 -> new Criterion.InStage(Set.of(LifecycleStage.LAPSED));
      case 1 -> new Criterion.Not(new Criterion.InStage(Set.of(LifecycleStage.LAPSED)));
      case 2 -> new Criterion.DaysSince("lastPurchase", Comparison.AT_LEAST, 30);
      case 3 -> new Criterion.DaysSince("lastPurchase", Comparison.LESS_THAN, 30);
      case 4, 5 -> unopened(Comparison.AT_LEAST, 2);
      case 6, 7 -> unopened(Comparison.LESS_THAN, 1);
      default -> new Criterion.Everyone();
    };
  }

  private static Criterion unopened(Comparison comparison, int sends) {
    return new Criterion.Compared(
        SubscriberProfile.UNOPENED, comparison, AttributeValue.Number.of(sends));
  }
}
