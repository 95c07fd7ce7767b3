package dev.sluice.scheduling.memory;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.feedback.DayOfSends;
import dev.sluice.scheduling.feedback.FeedbackCounts;
import dev.sluice.scheduling.feedback.FeedbackStore;
import dev.sluice.scheduling.feedback.Hearing;
import dev.sluice.scheduling.feedback.News;
import dev.sluice.scheduling.feedback.ReputationLog;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Feedback in memory, beside subscribers in memory. */
public final class MemoryFeedback implements FeedbackStore, FeedbackCounts, ReputationLog {

  private final MemorySubscribers subscribers;
  private final List<ConsentRecord> changes = new ArrayList<>();
  private News counted = News.NONE;

  /** Creates it. */
  public MemoryFeedback(MemorySubscribers subscribers) {
    this.subscribers = subscribers;
  }

  @Override
  public synchronized Optional<SubscriberRecord> read(SubscriberId id) {
    return subscribers.read(id);
  }

  @Override
  public synchronized Commit commit(List<Hearing> hearings, Instant at) {
    synchronized (subscribers) { // so that nobody writes between the check and the commit
      return commitAlone(hearings, at);
    }
  }

  private Commit commitAlone(List<Hearing> hearings, Instant at) {
    boolean asRead =
        hearings.stream()
            .allMatch(hearing ->
                subscribers
                    .read(hearing.before().id())
                    .filter(now -> now.standing().version() == hearing.after().version())
                    .isPresent());
    if (!asRead) {
      return Commit.LOST;
    }
    for (Hearing hearing : hearings) {
      List<ConsentRecord> made = hearing.changes(at);
      Commit unused =
          made.isEmpty()
              ? subscribers.commit(hearing.after())
              : subscribers.commit(hearing.after(), made);
      counted = counted.plus(hearing.news());
      changes.addAll(made);
    }
    return Commit.COMMITTED;
  }

  @Override
  public synchronized Map<Heard, Long> of(CampaignId campaign) {
    return counted.campaigns().getOrDefault(campaign, Map.of());
  }

  @Override
  public synchronized List<DayOfSends> since(LocalDate first) {
    return counted.days().entrySet().stream()
        .filter(day -> !day.getKey().isBefore(first))
        .sorted(Map.Entry.comparingByKey())
        .map(day ->
            new DayOfSends(
                day.getKey(),
                day.getValue().getOrDefault(Heard.DELIVERED, 0L),
                day.getValue().getOrDefault(Heard.BOUNCED, 0L),
                day.getValue().getOrDefault(Heard.COMPLAINED, 0L)))
        .toList();
  }

  /** Returns the changes of consent that were committed, in order. */
  public synchronized List<ConsentRecord> changes() {
    return List.copyOf(changes);
  }
}
