package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.campaign.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker leaves behind for the next one: stored as one item, so that cursor and counts of
 * all campaigns move together or not at all.
 *
 * @param progress of every campaign that has been worked on and has not ended
 * @param nextDueAt no subscriber of the shard is due before this instant; empty if none waits
 * @param suspects the spans of vanished workers, at most {@value #MAX_SUSPECTS}, oldest first
 */
public record ShardState(
    Shard shard,
    Map<CampaignId, Progress> progress,
    Optional<Instant> nextDueAt,
    List<Suspects> suspects) {

  /** Vanished workers that are remembered one by one; older ones are merged into one span. */
  public static final int MAX_SUSPECTS = 16;

  public ShardState {
    progress = Map.copyOf(progress);
    suspects = List.copyOf(suspects);
  }

  /** Returns the state of a shard that nobody has worked on. */
  public static ShardState untouched(Shard shard) {
    return new ShardState(shard, Map.of(), Optional.empty(), List.of());
  }

  /** Returns the progress of a campaign's pass; a pass that has not begun is at its start. */
  public Progress progressOf(CampaignId campaign, int pass) {
    return Optional.ofNullable(progress.get(campaign))
        .filter(known -> known.pass() == pass)
        .orElseGet(() -> Progress.of(pass));
  }
}
