package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.event.DomainEvent.MessageSent;
import dev.sluice.scheduling.plan.Candidate;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.visit.Visit;
import dev.sluice.scheduling.visit.Visited;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was handed to SES since the last time it was told of, by campaign. */
final class Handovers {

  private final Map<Sender, List<SubscriberId>> told = new LinkedHashMap<>();

  /** What the messages of one event have in common. */
  private record Sender(CampaignId campaign, TopicId topic) {}

  /** Adds the messages of a visit that SES is known to have taken. */
  void add(Visited visited) {
    for (Visit.Parcel parcel : visited.visit().parcels()) {
      Candidate candidate = parcel.candidate();
      visited
          .after()
          .sent(candidate.campaign())
          .map(SendRecord::confirmation)
          .filter(Confirmation.SENT::equals)
          .ifPresent(_ ->
              told.computeIfAbsent(
                      new Sender(candidate.campaign(), candidate.topic().id()),
                      _ -> new ArrayList<>())
                  .add(visited.after().subscriber()));
    }
  }

  /** Returns the events that tell of it, and begins anew. */
  List<DomainEvent> drain(Instant now) {
    List<DomainEvent> events = new ArrayList<>();
    told.forEach((sender, subscribers) -> {
      for (int from = 0; from < subscribers.size(); from += MessageSent.MAX_BATCH) {
        int to = Math.min(from + MessageSent.MAX_BATCH, subscribers.size());
        events.add(
            new MessageSent(now, sender.campaign(), sender.topic(), subscribers.subList(from, to)));
      }
    });
    told.clear();
    return events;
  }
}
