package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The order in which a run takes its turns: the scans of the campaigns, the subscribers that are
 * due, and those that wait and are replanned.
 *
 * <p>They share permits, by the campaigns' priorities. A message is charged to its campaign,
 * whatever turn it is sent in, and also to the due or the replanned subscribers if it is sent in
 * their turn: so a campaign that has both a scan and a backlog of due sends gets no more than its
 * weight.
 */
final class CampaignRotation {

  private static final WorkSource DUE = new WorkSource.Due();
  private static final WorkSource REPLANNING = new WorkSource.Replanning();

  private final StrideScheduler<WorkSource> scheduler;

  /** What can have a turn. */
  sealed interface WorkSource {

    /** The subscribers that are due, for any campaign. */
    record Due() implements WorkSource {}

    /** The subscribers that wait by a plan of earlier rules, for any campaign. */
    record Replanning() implements WorkSource {}

    /** A campaign whose scan is not completed. */
    record Scanning(CampaignId campaign) implements WorkSource {}
  }

  /** Creates a rotation whose first turns are drawn from {@code random}. */
  CampaignRotation(RandomGenerator random) {
    this.scheduler = new StrideScheduler<>(random);
  }

  /**
   * Returns what has the next turn.
   *
   * @param open the campaigns whose scan is not completed, heaviest first
   * @return empty if there is nothing to do
   */
  Optional<WorkSource> next(
      List<ActiveCampaigns.ActiveCampaign> open,
      boolean hasDueSubscribers,
      boolean hasSubscribersToReplan) {
    List<StrideScheduler.Claim<WorkSource>> claims = new ArrayList<>();
    if (hasDueSubscribers) {
      claims.add(new StrideScheduler.Claim<>(DUE, Priority.NORMAL.value()));
    }
    if (hasSubscribersToReplan) {
      claims.add(new StrideScheduler.Claim<>(REPLANNING, Priority.NORMAL.value()));
    }
    for (ActiveCampaigns.ActiveCampaign campaign : open) {
      claims.add(
          new StrideScheduler.Claim<>(new WorkSource.Scanning(campaign.id()), weight(campaign)));
    }
    return scheduler.next(claims);
  }

  /** Charges the messages of a turn. */
  void charge(WorkSource source, Batch.Result result, ActiveCampaigns campaigns) {
    result
        .messages()
        .forEach((campaign, messages) -> {
          int weight =
              campaigns
                  .find(campaign)
                  .map(CampaignRotation::weight)
                  .orElseGet(Priority.NORMAL::value);
          scheduler.charge(new WorkSource.Scanning(campaign), messages, weight);
          switch (source) {
            case WorkSource.Due _, WorkSource.Replanning _ ->
                scheduler.charge(source, messages, weight);
            case WorkSource.Scanning _ -> {}
          }
        });
    scheduler.endTurn(source, result.isEmpty());
  }

  private static int weight(ActiveCampaigns.ActiveCampaign campaign) {
    return campaign.tracked().campaign().priority().value();
  }
}
