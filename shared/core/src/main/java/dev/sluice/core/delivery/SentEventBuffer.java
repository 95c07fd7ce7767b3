package dev.sluice.core.delivery;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEvent.MessageSent;
import dev.sluice.core.planning.Candidate;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was handed to SES since the last time it was told of, by campaign. */
final class SentEventBuffer {

  private final Map<EventKey, List<SubscriberId>> buffered = new LinkedHashMap<>();

  /** What the messages of one event have in common. */
  private record EventKey(CampaignId campaign, TopicId topic) {}

  /** Adds the messages of a visit that SES is known to have taken. */
  void add(CommittedDecision visited) {
    for (SubscriberDecision.OutgoingMessage parcel : visited.decision().messages()) {
      Candidate candidate = parcel.candidate();
      visited
          .after()
          .findSend(candidate.campaign())
          .map(SendRecord::confirmation)
          .filter(Confirmation.SENT::equals)
          .ifPresent(_ ->
              buffered
                  .computeIfAbsent(
                      new EventKey(candidate.campaign(), candidate.topic().id()),
                      _ -> new ArrayList<>())
                  .add(visited.after().subscriber()));
    }
  }

  /** Returns the events that tell of it, and begins anew. */
  List<DomainEvent> drain(Instant now) {
    List<DomainEvent> events = new ArrayList<>();
    buffered.forEach((sender, subscribers) -> {
      for (int from = 0; from < subscribers.size(); from += MessageSent.MAX_BATCH) {
        int to = Math.min(from + MessageSent.MAX_BATCH, subscribers.size());
        events.add(
            new MessageSent(now, sender.campaign(), sender.topic(), subscribers.subList(from, to)));
      }
    });
    buffered.clear();
    return events;
  }
}
