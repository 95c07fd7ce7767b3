package dev.sluice.scheduling.delivery;

/**
 * How far a campaign has come in one shard.
 *
 * @param pass the walk it is about, from 1
 * @param counts of the subscribers that the walk has passed
 */
public record Progress(int pass, Cursor cursor, Counts counts) {

  /** Returns the progress of a walk that has not begun. */
  public static Progress of(int pass) {
    return new Progress(pass, new Cursor.Start(), Counts.NONE);
  }

  /** Tells whether the given pass is over. */
  public boolean isOver(int currentPass) {
    return pass == currentPass && cursor instanceof Cursor.End;
  }
}
