package dev.sluice.core.sharding;

import dev.sluice.core.campaign.SendCounts;

/**
 * How far a campaign has come in one shard.
 *
 * @param pass the scan that it belongs to, from 1
 * @param counts of the subscribers that the scan has passed
 */
public record ScanProgress(int pass, Cursor cursor, SendCounts counts) {

  /** Returns the progress of a scan that has not begun. */
  public static ScanProgress notStarted(int pass) {
    return new ScanProgress(pass, new Cursor.Start(), SendCounts.NONE);
  }

  /** Returns whether the given pass is completed. */
  public boolean isCompleted(int currentPass) {
    return pass == currentPass && cursor instanceof Cursor.End;
  }
}
