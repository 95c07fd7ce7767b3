package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.sharding.Lease;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What a run has at hand between two looks at the agenda.
 *
 * @param readAt when the agenda was read
 */
record RunContext(
    WorkerDependencies dependencies,
    ActiveCampaigns campaigns,
    Instant readAt,
    SubscriberProcessor processor,
    RunProgress progress,
    PermitPool permits,
    SentEventBuffer sentEvents) {

  /** Begins a run's first shift, with what it takes over from the one before. */
  static RunContext start(
      WorkerDependencies workplace, Lease lease, Instant now, RandomGenerator random) {
    ActiveCampaigns agenda = workplace.campaigns().load();
    return new RunContext(
        workplace,
        agenda,
        now,
        newProcessor(workplace, agenda),
        new RunProgress(LeaseTakeover.initialState(lease, agenda, now)),
        new PermitPool(workplace.permits(), random),
        new SentEventBuffer());
  }

  /** Returns the next shift: a new look at the agenda, all else goes on. */
  RunContext refreshed(Instant now) {
    ActiveCampaigns current = dependencies.campaigns().load();
    return new RunContext(
        dependencies,
        current,
        now,
        newProcessor(dependencies, current),
        progress,
        permits,
        sentEvents);
  }

  private static SubscriberProcessor newProcessor(
      WorkerDependencies workplace, ActiveCampaigns agenda) {
    return new SubscriberProcessor(workplace.subscribers(), workplace.renderers().create(agenda));
  }
}
