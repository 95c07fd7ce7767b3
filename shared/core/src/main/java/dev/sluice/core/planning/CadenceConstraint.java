package dev.sluice.core.planning;

import dev.sluice.core.planning.WaitReason.CadenceHolds;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the sends of a topic as far apart as the subscriber wants them.
 *
 * @param sends the sends of the topic, in order of time
 */
record CadenceConstraint(TopicId topic, Cadence cadence, ZoneId zone, List<PlacedSend> sends)
    implements Constraint {

  @Override
  public Optional<BlockedUntil> blockedAt(Instant at) {
    if (cadence.isUnrestricted()) {
      return Optional.empty();
    }
    return sends.stream().filter(send -> blocks(send, at)).findFirst().map(this::blockedBy);
  }

  private boolean blocks(PlacedSend send, Instant at) {
    return !at.isBefore(cadence.blockedFrom(send.at(), zone))
        && at.isBefore(cadence.allowedFrom(send.at(), zone));
  }

  private BlockedUntil blockedBy(PlacedSend send) {
    return new BlockedUntil(
        cadence.allowedFrom(send.at(), zone),
        new CadenceHolds(topic, cadence, send.at(), PlacedSend.plannedCampaigns(List.of(send))));
  }
}
