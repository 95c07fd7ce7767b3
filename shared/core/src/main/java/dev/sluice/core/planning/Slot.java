package dev.sluice.core.planning;

import dev.sluice.core.planning.Constraint.BlockedUntil;
import dev.sluice.core.support.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The earliest instant that keeps every constraint, and what held the send until then.
 *
 * @param at an instant that every constraint allows, or the first one found at or after the limit
 * @param blocks what held it, in order of time
 */
record Slot(Instant at, List<BlockedUntil> blocks) {

  /**
   * Steps of a search: a campaign lives for at most 90 days, in which quiet hours hold once a day
   * and each earlier send a few times, so an honest search stays far below.
   */
  private static final int MAX_STEPS = 10_000;

  /** Searches from {@code from} until {@code limit}. */
  static Slot earliest(Instant from, Instant limit, List<Constraint> constraints) {
    List<BlockedUntil> holds = new ArrayList<>();
    Instant at = from;
    for (int step = 0; step < MAX_STEPS && at.isBefore(limit); step++) {
      Optional<BlockedUntil> hold = firstBlock(at, constraints);
      if (hold.isEmpty()) {
        return new Slot(at, holds);
      }
      holds.add(hold.get());
      at = hold.get().until();
    }
    return new Slot(Instants.later(at, limit), holds);
  }

  /** Returns what held it last: the one reason that explains the instant. */
  Optional<WaitReason> reason() {
    return blocks.isEmpty() ? Optional.empty() : Optional.of(blocks.getLast().reason());
  }

  /** Returns the last of the caps and cadences that held it. */
  Optional<WaitReason> frequencyReason() {
    return blocks.reversed().stream()
        .map(BlockedUntil::reason)
        .filter(WaitReason::isFrequency)
        .findFirst();
  }

  private static Optional<BlockedUntil> firstBlock(Instant at, List<Constraint> constraints) {
    return constraints.stream()
        .flatMap(constraint -> constraint.blockedAt(at).stream())
        .findFirst();
  }
}
