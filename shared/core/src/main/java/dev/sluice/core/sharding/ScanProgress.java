package dev.sluice.core.sharding;

import dev.sluice.core.campaign.SendCounts;

/**
 * How far a campaign has come in one shard.
 *
 * @param pass the walk it is about, from 1
 * @param counts of the subscribers that the walk has passed
 */
public record ScanProgress(int pass, Cursor cursor, SendCounts counts) {

  /** Returns the progress of a walk that has not begun. */
  public static ScanProgress notStarted(int pass) {
    return new ScanProgress(pass, new Cursor.Start(), SendCounts.NONE);
  }

  /** Tells whether the given pass is over. */
  public boolean isCompleted(int currentPass) {
    return pass == currentPass && cursor instanceof Cursor.End;
  }
}
