package dev.sluice.core.planning;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A send with its instant: made already, or planned for a heavier candidate.
 *
 * @param planned the candidate's campaign, empty for a send of the history
 */
record PlacedSend(Instant at, TopicId topic, Optional<CampaignId> planned) {

  static final Comparator<PlacedSend> BY_TIME = Comparator.comparing(PlacedSend::at);

  static List<CampaignId> plannedCampaigns(List<PlacedSend> sends) {
    return sends.stream().flatMap(send -> send.planned().stream()).distinct().toList();
  }
}
