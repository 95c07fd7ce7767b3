package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.Comparison;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.QuietHours;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.Topic.Joining;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Profile;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes one case from a seed: small, and crowded around the edges of everything in it. */
final class CaseGenerator {
  /**
   * Half and quarter hours; clocks that change by 30 minutes and by two hours; changes at midnight,
   * and (Saint John's until 2011) a minute past it and back into the day before; a skipped day; the
   * far ends of the world.
   */
  private static final List<ZoneId> ZONES =
      Stream.of(
              "Europe/Tallinn",
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

  private static final List<Duration> LENGTHS =
      Stream.of(
              "PT1S",
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

  private static final List<String> TIMES =
      List.of(
          "00:00",
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
          "23:59:59.999999999",
          "00:00:00.000000001");

  private static final List<TopicId> TOPICS =
      Stream.of("offers", "news", "tips").map(TopicId::new).toList();

  private static final SubscriberId ID = new SubscriberId("s1");

  private final RandomGenerator random;

  /** Of its own, so that cases of a seed are what they were before anything was heard of sends. */
  private final RandomGenerator feedback;

  private final ZoneId zone;
  private final List<FrequencyCap> caps;
  private final List<Topic> topics;
  private final InstantGenerator instants;

  private CaseGenerator(long seed) {
    this.random = new SplittableRandom(seed);
    this.feedback = new SplittableRandom(~seed);
    this.zone = any(ZONES);
    this.topics = TOPICS.stream().map(this::topic).toList();
    List<Duration> lengths = List.of(any(LENGTHS), any(LENGTHS));
    this.instants =
        new InstantGenerator(random, zone, lengths.stream().map(Duration::toNanos).toList());
    this.caps =
        IntStream.range(0, random.nextInt(5)).mapToObj(number -> cap(number, lengths)).toList();
  }

  /** Returns the case of a seed. */
  static PlannerCase of(long seed) {
    return new CaseGenerator(seed).make();
  }

  private PlannerCase make() {
    SendPolicy policy =
        new SendPolicy(
            random.nextInt(100),
            caps,
            chance(50) ? Optional.of(quietHours()) : Optional.empty(),
            chance(50) ? zone : any(ZONES),
            Duration.ofDays(3));
    Optional<ZoneId> own =
        policy.defaultZone().equals(zone) && chance(50) ? Optional.empty() : Optional.of(zone);
    Situation situation =
        new Situation(subscriber(own), standing(history()), policy, instants.now());
    return new PlannerCase(situation, candidates());
  }

  private Subscriber subscriber(Optional<ZoneId> own) {
    LocalDate purchase =
        instants.now().atZone(zone).toLocalDate().minusDays(30 + random.nextInt(-1, 2));
    return new Subscriber(
        ID,
        new EmailAddress("s1@example.com"),
        own,
        Optional.empty(),
        any(List.of(LifecycleStage.ACTIVE, LifecycleStage.LAPSED)),
        Map.of("lastPurchase", new AttributeValue.Day(purchase)));
  }

  private Standing standing(List<SendRecord> history) {
    Standing blank = Standing.blank(ID).with(consents());
    return blank.with(history, List.of(), List.of(), Optional.empty());
  }

  private List<SendRecord> history() {
    List<SendRecord> history = new ArrayList<>();
    int size = random.nextInt(8);
    for (int i = 0; i < size; i++) {
      history.add(
          new SendRecord(
              instants.past(), any(TOPICS), new SendKey(i), SendRecord.Confirmation.SENT, heard()));
    }
    history.sort(Comparator.comparing(SendRecord::at));
    return history;
  }

  private Set<Heard> heard() {
    Set<Heard> heard = EnumSet.noneOf(Heard.class);
    if (feedback.nextInt(10) < 6) {
      heard.add(Heard.DELIVERED);
    }
    if (feedback.nextInt(10) < 2) {
      heard.add(List.of(Heard.OPENED, Heard.CLICKED, Heard.PREFETCHED).get(feedback.nextInt(3)));
    }
    return heard;
  }

  private Consents consents() {
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    TOPICS.stream().filter(_ -> chance(40)).forEach(topic -> choices.put(topic, choice()));
    return new Consents(
        choices,
        chance(2) ? Optional.of(instants.past()) : Optional.empty(),
        chance(15) ? Optional.of(instants.future()) : Optional.empty(),
        chance(2)
            ? Optional.of(new Suppression(Suppression.Cause.BOUNCE, instants.past()))
            : Optional.empty());
  }

  private TopicChoice choice() {
    return new TopicChoice(
        chance(6) ? Subscription.UNSUBSCRIBED : Subscription.SUBSCRIBED, cadence());
  }

  private Topic topic(TopicId id) {
    return new Topic(id, "A", "B", chance(6) ? Joining.OPT_IN : Joining.OPT_OUT, cadence());
  }

  private Cadence cadence() {
    return chance(50) ? Cadence.AS_IT_COMES : any(List.of(Cadence.values()));
  }

  private QuietHours quietHours() {
    LocalTime from = LocalTime.parse(any(TIMES));
    LocalTime until = LocalTime.parse(any(TIMES));
    return new QuietHours(from, from.equals(until) ? until.plusNanos(1) : until);
  }

  private FrequencyCap cap(int number, List<Duration> lengths) {
    Window window =
        chance(60)
            ? new Window.Rolling(any(lengths))
            : new Window.Calendar(any(List.of(Window.Calendar.Unit.values())));
    return new FrequencyCap(
        "cap" + number,
        random.nextInt(1, chance(10) ? 6 : 4),
        window,
        chance(40) ? Optional.of(any(TOPICS)) : Optional.empty(),
        criterion());
  }

  private Criterion criterion() {
    return switch (random.nextInt(12)) {
      case 0 -> new Criterion.InStage(Set.of(LifecycleStage.LAPSED));
      case 1 -> new Criterion.Not(new Criterion.InStage(Set.of(LifecycleStage.LAPSED)));
      case 2 -> new Criterion.DaysSince("lastPurchase", Comparison.AT_LEAST, 30);
      case 3 -> new Criterion.DaysSince("lastPurchase", Comparison.LESS_THAN, 30);
      default -> engagement();
    };
  }

  private Criterion engagement() {
    return switch (feedback.nextInt(8)) {
      case 0 -> unopened(Comparison.AT_LEAST, 2);
      case 1 -> unopened(Comparison.LESS_THAN, 1);
      default -> new Criterion.Everyone();
    };
  }

  private static Criterion unopened(Comparison comparison, int sends) {
    return new Criterion.Compared(Profile.UNOPENED, comparison, AttributeValue.Number.of(sends));
  }

  private List<Candidate> candidates() {
    List<Integer> numbers = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
    List<Candidate> candidates = new ArrayList<>();
    int size = 1 + random.nextInt(chance(70) ? 4 : 6);
    while (candidates.size() < size) {
      int number = numbers.remove(random.nextInt(numbers.size()));
      Candidate made = candidate(new CampaignId("c" + number));
      candidates.add(chance(20) && !candidates.isEmpty() ? tied(made, candidates.getLast()) : made);
    }
    return candidates;
  }

  private Candidate candidate(CampaignId id) {
    Instant start = chance(35) ? instants.ahead() : earliest(instants.past(), instants.now());
    Instant edge = chance(90) ? instants.ahead() : instants.future();
    Instant expiry = chance(40) ? edge.plus(Duration.ofDays(random.nextInt(5, 90))) : edge;
    return new Candidate(
        id,
        any(topics),
        new Priority(any(List.of(1, 5, 5, 5, 7, 9))),
        start,
        expiry.isAfter(start) ? expiry : start.plusNanos(chance(50) ? 1 : 86_400_000_000_000L),
        chance(30) ? WhenCapped.DROP : WhenCapped.WAIT);
  }

  /** Returns a candidate that only some of the tie-breaks tell from the other. */
  private Candidate tied(Candidate made, Candidate other) {
    Instant expiry =
        chance(70) || !made.expiry().isAfter(other.start()) ? other.expiry() : made.expiry();
    return new Candidate(
        made.campaign(), made.topic(), other.priority(), other.start(), expiry, made.whenCapped());
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
