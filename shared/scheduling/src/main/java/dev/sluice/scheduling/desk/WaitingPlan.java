package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.delivery.OfferBook;
import dev.sluice.scheduling.delivery.Progress;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.plan.Planner;
import dev.sluice.scheduling.plan.Situation;
import dev.sluice.scheduling.visit.Offers;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan of what waits for a subscriber, and of nothing else.
 *
 * <p>Campaigns whose walk has not reached the subscriber are left out: only a visit decides about
 * them. So an instant may turn out too early, which the visit then puts right.
 *
 * @param offers what the plan is of, and what it leaves as it is
 */
public record WaitingPlan(Plan plan, Offers offers) {

  /** Returns the plan at an instant. */
  public static WaitingPlan of(SubscriberRecord record, Agenda agenda, Instant now) {
    Offers offers = new OfferBook(agenda, now).offersFor(record, walked(record, agenda, now));
    Situation situation =
        new Situation(record.subscriber(), record.standing(), agenda.policy(), now);
    return new WaitingPlan(new Planner().plan(situation, offers.candidates()), offers);
  }

  /** The state in which every campaign that has started has passed the subscriber. */
  private static ShardState walked(SubscriberRecord record, Agenda agenda, Instant now) {
    Map<CampaignId, Progress> progress =
        agenda.items().stream()
            .filter(item -> !item.tracked().campaign().start().isAfter(now))
            .collect(
                Collectors.toMap(
                    Agenda.Item::id,
                    item -> new Progress(item.tracked().pass(), new Cursor.End(), Counts.NONE)));
    return new ShardState(Shard.of(record.id()), progress, Optional.empty(), List.of());
  }
}
