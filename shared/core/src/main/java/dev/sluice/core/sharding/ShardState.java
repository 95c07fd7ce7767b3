package dev.sluice.core.sharding;

import dev.sluice.core.campaign.CampaignId;
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
 * @param inDoubt the spans of vanished workers, at most {@value #MAX_IN_DOUBT}, oldest first
 */
public record ShardState(
    Shard shard,
    Map<CampaignId, ScanProgress> progress,
    Optional<Instant> nextDueAt,
    List<InDoubtInterval> inDoubt) {

  /** Vanished workers that are remembered one by one; older ones are merged into one span. */
  public static final int MAX_IN_DOUBT = 16;

  public ShardState {
    progress = Map.copyOf(progress);
    inDoubt = List.copyOf(inDoubt);
  }

  /** Returns the state of a shard that nobody has worked on. */
  public static ShardState initial(Shard shard) {
    return new ShardState(shard, Map.of(), Optional.empty(), List.of());
  }

  /** Returns the progress of a campaign's pass; a pass that has not begun is at its start. */
  public ScanProgress progressOf(CampaignId campaign, int pass) {
    return Optional.ofNullable(progress.get(campaign))
        .filter(known -> known.pass() == pass)
        .orElseGet(() -> ScanProgress.notStarted(pass));
  }
}
