package dev.sluice.core.memory;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.feedback.DailySendStats;
import dev.sluice.core.feedback.FeedbackStore;
import dev.sluice.core.feedback.FeedbackUpdate;
import dev.sluice.core.feedback.ReputationStats;
import dev.sluice.core.feedback.SendEventCounts;
import dev.sluice.core.state.EventCountDelta;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Feedback in memory, beside subscribers in memory. */
public final class InMemoryFeedbackStore
    implements FeedbackStore, SendEventCounts, ReputationStats {

  private final InMemorySubscribers subscribers;
  private final List<ConsentRecord> changes = new ArrayList<>();
  private EventCountDelta counted = EventCountDelta.NONE;

  /** Creates it. */
  public InMemoryFeedbackStore(InMemorySubscribers subscribers) {
    this.subscribers = subscribers;
  }

  @Override
  public synchronized Optional<SubscriberRecord> find(SubscriberId id) {
    return subscribers.find(id);
  }

  @Override
  public synchronized Commit commit(List<FeedbackUpdate> hearings, Instant at) {
    synchronized (subscribers) { // so that nobody writes between the check and the commit
      return commitLocked(hearings, at);
    }
  }

  private Commit commitLocked(List<FeedbackUpdate> hearings, Instant at) {
    boolean asRead =
        hearings.stream()
            .allMatch(hearing ->
                subscribers
                    .find(hearing.before().id())
                    .filter(now -> now.state().version() == hearing.after().version())
                    .isPresent());
    if (!asRead) {
      return Commit.CONFLICT;
    }
    for (FeedbackUpdate hearing : hearings) {
      List<ConsentRecord> made = hearing.consentRecords(at);
      Commit unused =
          made.isEmpty()
              ? subscribers.commit(hearing.after())
              : subscribers.commit(hearing.after(), made);
      counted = counted.plus(hearing.delta());
      changes.addAll(made);
    }
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Map<SendEvent, Long> countsOf(CampaignId campaign) {
    return counted.campaigns().getOrDefault(campaign, Map.of());
  }

  @Override
  public synchronized List<DailySendStats> daysSince(LocalDate first) {
    return counted.days().entrySet().stream()
        .filter(day -> !day.getKey().isBefore(first))
        .sorted(Map.Entry.comparingByKey())
        .map(day ->
            new DailySendStats(
                day.getKey(),
                day.getValue().getOrDefault(SendEvent.DELIVERED, 0L),
                day.getValue().getOrDefault(SendEvent.BOUNCED, 0L),
                day.getValue().getOrDefault(SendEvent.COMPLAINED, 0L)))
        .toList();
  }

  /** Returns the changes of consent that were committed, in order. */
  public synchronized List<ConsentRecord> consentRecords() {
    return List.copyOf(changes);
  }
}
