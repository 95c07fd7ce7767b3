package dev.sluice.scheduling.plan;

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
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A subscriber in Tallinn, built up for one example. It is Monday, 23 November 2026, noon;
 * campaigns started this morning and expire in 30 days, unless an example says otherwise.
 */
final class Plans {
  static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");
  static final Instant NOW = at("2026-11-23T12:00");
  static final Instant START = at("2026-11-23T09:00");
  static final Instant EXPIRY = at("2026-12-23T09:00");
  static final TopicId OFFERS = new TopicId("offers");
  static final TopicId NEWS = new TopicId("news");

  private Instant now = NOW;
  private Consents consents = Consents.UNSPOKEN;
  private final List<SendRecord> history = new ArrayList<>();
  private final List<FrequencyCap> caps = new ArrayList<>();
  private Optional<QuietHours> quietHours = Optional.empty();

  /** Returns the instant when clocks in Tallinn show this. */
  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(TALLINN).toInstant();
  }

  static Topic topic(TopicId id) {
    return new Topic(id, "Topic", "A topic", Topic.Joining.OPT_OUT, Cadence.AS_IT_COMES);
  }

  /** Returns a candidate of priority 5 that waits when capped. */
  static Candidate candidate(String campaign, TopicId topic) {
    return candidate(campaign, topic, 5);
  }

  static Candidate candidate(String campaign, TopicId topic, int priority) {
    return new Candidate(
        new CampaignId(campaign),
        topic(topic),
        new Priority(priority),
        START,
        EXPIRY,
        WhenCapped.WAIT);
  }

  static Candidate lasting(Candidate candidate, Instant start, Instant expiry) {
    return new Candidate(
        candidate.campaign(),
        candidate.topic(),
        candidate.priority(),
        start,
        expiry,
        candidate.whenCapped());
  }

  static Candidate dropping(Candidate candidate) {
    return new Candidate(
        candidate.campaign(),
        candidate.topic(),
        candidate.priority(),
        candidate.start(),
        candidate.expiry(),
        WhenCapped.DROP);
  }

  static FrequencyCap cap(String name, int limit, Window window) {
    return new FrequencyCap(name, limit, window, Optional.empty(), new Criterion.Everyone());
  }

  static Window rolling(String length) {
    return new Window.Rolling(Duration.parse(length));
  }

  Plans now(Instant instant) {
    now = instant;
    return this;
  }

  Plans consents(Consents given) {
    consents = given;
    return this;
  }

  Plans sent(TopicId topic, String local) {
    SendKey key = new SendKey(history.size());
    history.add(new SendRecord(at(local), topic, key, Confirmation.SENT));
    history.sort(Comparator.comparing(SendRecord::at));
    return this;
  }

  Plans capped(FrequencyCap cap) {
    caps.add(cap);
    return this;
  }

  Plans quiet(String from, String until) {
    quietHours = Optional.of(new QuietHours(LocalTime.parse(from), LocalTime.parse(until)));
    return this;
  }

  Plan plan(Candidate... candidates) {
    return input(candidates).plan();
  }

  /** Returns what the planner is asked. */
  PlannerCase input(Candidate... candidates) {
    return new PlannerCase(situation(List.of()), List.of(candidates));
  }

  /** Returns what plans are made from, with sends that wait already. */
  Situation situation(List<WaitingSend> waiting) {
    SubscriberId id = new SubscriberId("mari");
    Subscriber mari =
        new Subscriber(
            id,
            new EmailAddress("mari@example.com"),
            Optional.of(TALLINN),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of());
    Standing standing =
        Standing.blank(id).with(consents).with(history, waiting, List.of(), Optional.empty());
    SendPolicy policy = new SendPolicy(7, caps, quietHours, ZoneId.of("UTC"), Duration.ofDays(3));
    return new Situation(mari, standing, policy, now);
  }

  /** Returns what becomes of the only candidate. */
  Decision decide(Candidate candidate) {
    return plan(candidate).decisions().getFirst().decision();
  }
}
