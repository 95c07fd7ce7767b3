package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Draws the standing of a case: consents, and a history in which a clock may have been ahead. */
final class StandingGenerator {
  static final SubscriberId ID = new SubscriberId("s1");

  private final Draw draw;
  private final RulesGenerator rules;
  private final InstantGenerator instants;

  StandingGenerator(Draw draw, RulesGenerator rules, InstantGenerator instants) {
    this.draw = draw;
    this.rules = rules;
    this.instants = instants;
  }

  Standing standing() {
    return Standing.blank(ID)
        .with(consents())
        .with(history(), List.of(), List.of(), Optional.empty());
  }

  /** Every fifth history has many sends that are yet to come. */
  private List<SendRecord> history() {
    List<SendRecord> history = new ArrayList<>();
    int percentAhead = draw.chance(20) ? 40 : 0;
    int size = draw.below(8);
    for (int i = 0; i < size; i++) {
      Instant at = draw.chance(percentAhead) ? instants.future() : instants.past();
      history.add(
          new SendRecord(
              at, draw.any(RulesGenerator.TOPICS), new SendKey(i), Confirmation.SENT, heard()));
    }
    history.sort(Comparator.comparing(SendRecord::at));
    return history;
  }

  private Set<Heard> heard() {
    Set<Heard> heard = EnumSet.noneOf(Heard.class);
    if (draw.chance(60)) {
      heard.add(Heard.DELIVERED);
    }
    if (draw.chance(20)) {
      heard.add(draw.any(List.of(Heard.OPENED, Heard.CLICKED, Heard.PREFETCHED)));
    }
    return heard;
  }

  private Consents consents() {
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    RulesGenerator.TOPICS.stream()
        .filter(_ -> draw.chance(40))
        .forEach(topic -> choices.put(topic, choice()));
    return new Consents(
        choices,
        draw.chance(2) ? Optional.of(instants.past()) : Optional.empty(),
        draw.chance(15) ? Optional.of(instants.future()) : Optional.empty(),
        draw.chance(2)
            ? Optional.of(new Suppression(Suppression.Cause.BOUNCE, instants.past()))
            : Optional.empty());
  }

  private TopicChoice choice() {
    return new TopicChoice(
        draw.chance(6) ? Subscription.UNSUBSCRIBED : Subscription.SUBSCRIBED, rules.cadence());
  }
}
