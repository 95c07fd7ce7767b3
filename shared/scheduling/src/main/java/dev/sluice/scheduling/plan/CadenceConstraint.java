package dev.sluice.scheduling.plan;

import dev.sluice.scheduling.plan.WaitReason.CadenceHolds;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the sends of a topic as far apart as the subscriber wants them.
 *
 * @param sends the sends of the topic, in order of time
 */
record CadenceConstraint(TopicId topic, Cadence cadence, ZoneId zone, List<Placed> sends)
    implements Constraint {

  @Override
  public Optional<Hold> holdAt(Instant at) {
    if (cadence.isFree()) {
      return Optional.empty();
    }
    return sends.stream().filter(send -> holds(send, at)).findFirst().map(this::hold);
  }

  private boolean holds(Placed send, Instant at) {
    return !at.isBefore(cadence.heldFrom(send.at(), zone))
        && at.isBefore(cadence.freeFrom(send.at(), zone));
  }

  private Hold hold(Placed send) {
    return new Hold(
        cadence.freeFrom(send.at(), zone),
        new CadenceHolds(topic, cadence, send.at(), Placed.plannedOf(List.of(send))));
  }
}
