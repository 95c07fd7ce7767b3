package dev.sluice.core.sharding;

import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.subscriber.SubscriberId;

/**
 * How far a campaign has come in one shard.
 *
 * @param pass the scan that it belongs to, from 1
 * @param counts of the subscribers that the scan has passed, and of those up to {@code carried}
 * @param carried up to which subscriber the counts of an earlier pass are among {@code counts}; at
 *     the start if the pass counts everyone itself
 */
public record ScanProgress(int pass, Cursor cursor, SendCounts counts, Cursor carried) {

  /** Creates the progress of a pass that counts everyone itself. */
  public ScanProgress(int pass, Cursor cursor, SendCounts counts) {
    this(pass, cursor, counts, new Cursor.Start());
  }

  /** Returns the progress of a scan that has not begun. */
  public static ScanProgress notStarted(int pass) {
    return new ScanProgress(pass, new Cursor.Start(), SendCounts.NONE);
  }

  /**
   * Returns the start of a later pass that carries these counts on: drops that were never deferred
   * are recorded nowhere else.
   */
  public ScanProgress continuedBy(int laterPass) {
    Cursor counted = cursor instanceof Cursor.Start ? carried : cursor;
    return new ScanProgress(laterPass, new Cursor.Start(), counts, counted);
  }

  /** Returns this progress at another position. */
  public ScanProgress at(Cursor position) {
    return new ScanProgress(pass, position, counts, carried);
  }

  /** Returns this progress with other counts. */
  public ScanProgress with(SendCounts changed) {
    return new ScanProgress(pass, cursor, changed, carried);
  }

  /** Returns whether a subscriber is among the counts. */
  public boolean counts(SubscriberId subscriber) {
    return cursor.hasPassed(subscriber) || carried.hasPassed(subscriber);
  }

  /** Returns whether the given pass is completed. */
  public boolean isCompleted(int currentPass) {
    return pass == currentPass && cursor instanceof Cursor.End;
  }
}
