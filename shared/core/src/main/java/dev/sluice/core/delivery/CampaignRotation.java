package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whose subscribers a run takes up next: those of a campaign's walk, or those who are due.
 *
 * <p>What is shared is permits, by the campaigns' priorities. A message is charged to its campaign,
 * in whosever turn it goes out, and beside that to those who are due if it goes out in theirs: so a
 * campaign that has a walk and a backlog that is due gets no more than its weight of both.
 */
final class CampaignRotation {

  private static final WorkSource DUE = new WorkSource.Due();

  private final StrideScheduler<WorkSource> scheduler;

  /** Who can have a turn. */
  sealed interface WorkSource {

    /** The subscribers who are due, for whatever campaign. */
    record Due() implements WorkSource {}

    /** A campaign whose walk is not over. */
    record Scanning(CampaignId campaign) implements WorkSource {}
  }

  /** Deals the first turns of a run from {@code random}. */
  CampaignRotation(RandomGenerator random) {
    this.scheduler = new StrideScheduler<>(random);
  }

  /**
   * Returns whose turn is next.
   *
   * @param open the campaigns whose walk is not over, heaviest first
   * @return empty if there is nothing to do
   */
  Optional<WorkSource> next(List<ActiveCampaigns.ActiveCampaign> open, boolean anybodyDue) {
    List<StrideScheduler.Claim<WorkSource>> claims = new ArrayList<>();
    if (anybodyDue) {
      claims.add(new StrideScheduler.Claim<>(DUE, Priority.NORMAL.value()));
    }
    for (ActiveCampaigns.ActiveCampaign item : open) {
      claims.add(new StrideScheduler.Claim<>(new WorkSource.Scanning(item.id()), weight(item)));
    }
    return scheduler.next(claims);
  }

  /** Charges what a turn sent to those it was sent for. */
  void charge(WorkSource party, Batch.Result result, ActiveCampaigns agenda) {
    result
        .messages()
        .forEach((campaign, messages) -> {
          int weight =
              agenda.find(campaign).map(CampaignRotation::weight).orElseGet(Priority.NORMAL::value);
          scheduler.charge(new WorkSource.Scanning(campaign), messages, weight);
          if (party instanceof WorkSource.Due) {
            scheduler.charge(party, messages, weight);
          }
        });
    scheduler.endTurn(party, result.isEmpty());
  }

  private static int weight(ActiveCampaigns.ActiveCampaign item) {
    return item.tracked().campaign().priority().value();
  }
}
