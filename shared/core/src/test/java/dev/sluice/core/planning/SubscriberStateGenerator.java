package dev.sluice.core.planning;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
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
final class SubscriberStateGenerator {
  static final SubscriberId ID = new SubscriberId("s1");

  private final RandomChoice draw;
  private final PolicyGenerator rules;
  private final InstantGenerator instants;

  SubscriberStateGenerator(RandomChoice draw, PolicyGenerator rules, InstantGenerator instants) {
    this.draw = draw;
    this.rules = rules;
    this.instants = instants;
  }

  SubscriberState state() {
    return SubscriberState.initial(ID)
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
              at, draw.any(PolicyGenerator.TOPICS), new SendKey(i), Confirmation.SENT, heard()));
    }
    history.sort(Comparator.comparing(SendRecord::at));
    return history;
  }

  private Set<SendEvent> heard() {
    Set<SendEvent> heard = EnumSet.noneOf(SendEvent.class);
    if (draw.chance(60)) {
      heard.add(SendEvent.DELIVERED);
    }
    if (draw.chance(20)) {
      heard.add(draw.any(List.of(SendEvent.OPENED, SendEvent.CLICKED, SendEvent.PREFETCHED)));
    }
    return heard;
  }

  private Consents consents() {
    Map<TopicId, TopicChoice> choices = new HashMap<>();
    PolicyGenerator.TOPICS.stream()
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
