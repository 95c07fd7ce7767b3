package dev.sluice.core.planning;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
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
final class PlannerFixture {
  static final ZoneId TALLINN = ZoneId.of("Europe/Tallinn");
  static final Instant NOW = at("2026-11-23T12:00");
  static final Instant START = at("2026-11-23T09:00");
  static final Instant EXPIRY = at("2026-12-23T09:00");
  static final TopicId OFFERS = new TopicId("offers");
  static final TopicId NEWS = new TopicId("news");

  private Instant now = NOW;
  private Consents consents = Consents.INITIAL;
  private final List<SendRecord> history = new ArrayList<>();
  private final List<FrequencyCap> caps = new ArrayList<>();
  private Optional<QuietHours> quietHours = Optional.empty();

  /** Returns the instant when clocks in Tallinn show this. */
  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(TALLINN).toInstant();
  }

  static Topic topic(TopicId id) {
    return new Topic(id, "Topic", "A topic", Topic.OptInMode.OPT_OUT, Cadence.AS_IT_COMES);
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

  PlannerFixture now(Instant instant) {
    now = instant;
    return this;
  }

  PlannerFixture consents(Consents given) {
    consents = given;
    return this;
  }

  PlannerFixture sent(TopicId topic, String local) {
    SendKey key = new SendKey(history.size());
    history.add(new SendRecord(at(local), topic, key, Confirmation.SENT));
    history.sort(Comparator.comparing(SendRecord::at));
    return this;
  }

  PlannerFixture capped(FrequencyCap cap) {
    caps.add(cap);
    return this;
  }

  PlannerFixture quiet(String from, String until) {
    quietHours = Optional.of(new QuietHours(LocalTime.parse(from), LocalTime.parse(until)));
    return this;
  }

  Plan plan(Candidate... candidates) {
    return input(candidates).plan();
  }

  /** Returns what the planner is asked. */
  PlannerCase input(Candidate... candidates) {
    return new PlannerCase(planningInput(List.of()), List.of(candidates));
  }

  /** Returns what plans are made from, with sends that wait already. */
  PlanningInput planningInput(List<DeferredSend> waiting) {
    SubscriberId id = new SubscriberId("mari");
    Subscriber mari =
        new Subscriber(
            id,
            new EmailAddress("mari@example.com"),
            Optional.of(TALLINN),
            Optional.empty(),
            LifecycleStage.ACTIVE,
            Map.of());
    SubscriberState standing =
        SubscriberState.initial(id)
            .with(consents)
            .with(history, waiting, List.of(), Optional.empty());
    SendPolicy policy = new SendPolicy(7, caps, quietHours, ZoneId.of("UTC"), Duration.ofDays(3));
    return new PlanningInput(mari, standing, policy, now);
  }

  /** Returns what becomes of the only candidate. */
  Decision decide(Candidate candidate) {
    return plan(candidate).decisions().getFirst().decision();
  }
}
