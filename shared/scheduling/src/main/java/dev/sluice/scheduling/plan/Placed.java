package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.TopicId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A send that has its place in time: made already, or planned for a heavier candidate.
 *
 * @param planned the candidate's campaign, empty for a send of the history
 */
record Placed(Instant at, TopicId topic, Optional<CampaignId> planned) {

  static final Comparator<Placed> BY_TIME = Comparator.comparing(Placed::at);

  static List<CampaignId> plannedOf(List<Placed> sends) {
    return sends.stream().flatMap(send -> send.planned().stream()).distinct().toList();
  }
}
