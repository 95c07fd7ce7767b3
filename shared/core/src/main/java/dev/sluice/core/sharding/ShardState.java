package dev.sluice.core.sharding;

import dev.sluice.core.campaign.CampaignId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of a shard between two workers. It is stored as one item, so that the cursors and
 * counts of all campaigns change together or not at all.
 *
 * @param progress of every campaign that has been worked on and has not ended
 * @param nextDueAt no subscriber of the shard is due before this instant; empty if none waits
 * @param inDoubt the intervals of vanished workers, at most {@value #MAX_IN_DOUBT}, oldest first
 * @param replan how far those who wait have been replanned after changes of the rules
 */
public record ShardState(
    Shard shard,
    Map<CampaignId, ScanProgress> progress,
    Optional<Instant> nextDueAt,
    List<InDoubtInterval> inDoubt,
    ReplanProgress replan) {

  /** Most intervals of vanished workers; the oldest ones are merged into one. */
  public static final int MAX_IN_DOUBT = 16;

  public ShardState {
    progress = Map.copyOf(progress);
    inDoubt = List.copyOf(inDoubt);
  }

  /** Creates the state of a shard in which nothing was ever replanned. */
  public ShardState(
      Shard shard,
      Map<CampaignId, ScanProgress> progress,
      Optional<Instant> nextDueAt,
      List<InDoubtInterval> inDoubt) {
    this(shard, progress, nextDueAt, inDoubt, ReplanProgress.NONE);
  }

  /** Returns the state of a shard that no worker has processed. */
  public static ShardState initial(Shard shard) {
    return new ShardState(shard, Map.of(), Optional.empty(), List.of());
  }

  /** Returns this state with another progress of replanning. */
  public ShardState withReplan(ReplanProgress changed) {
    return new ShardState(shard, progress, nextDueAt, inDoubt, changed);
  }

  /** Returns whether subscribers wait by a plan of other rules than those of this revision. */
  public boolean isToReplan(long rulesRevision) {
    return nextDueAt.isPresent() && replan.revision() < rulesRevision;
  }

  /** Returns the progress of a campaign's pass; a pass that has not begun is at its start. */
  public ScanProgress progressOf(CampaignId campaign, int pass) {
    return Optional.ofNullable(progress.get(campaign))
        .filter(known -> known.pass() == pass)
        .orElseGet(() -> ScanProgress.notStarted(pass));
  }
}
