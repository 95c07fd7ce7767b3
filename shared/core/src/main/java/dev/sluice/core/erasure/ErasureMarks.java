package dev.sluice.core.erasure;

import java.util.Map;
import java.util.Set;

/**
 * The marks of erased subscribers, for looking up.
 *
 * <p>Marks are written in the transaction that erases the subscriber.
 */
public interface ErasureMarks {

  /** Hashes of one lookup: two for each subscriber of a batch. */
  int MAX_LOOKUP = 200;

  /**
   * Returns the stored marks of these hashes, by a consistent read.
   *
   * @param hashes at most {@value #MAX_LOOKUP}
   */
  Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes);

  /**
   * Returns the edition of the marks: while it is unchanged, no subscriber was erased.
   *
   * <p>An import looks up marks, writes subscribers, and compares editions. If the edition changed,
   * it looks up the marks again and undoes what it should not have written.
   */
  long edition();
}
