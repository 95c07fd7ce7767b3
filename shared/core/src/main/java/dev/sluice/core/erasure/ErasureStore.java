package dev.sluice.core.erasure;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where marks of those who were erased are kept. */
public interface ErasureStore {

  /** Hashes looked up at once: two for each subscriber of a batch. */
  int MAX_LOOKUP = 200;

  /**
   * Replaces a subscriber and their standing by what is to be left of them, if the standing still
   * has the version that was read; keeps marks, and begins the next edition: everything or nothing.
   *
   * @param left nameless, the standing with the version that was read
   */
  Commit erase(SubscriberRecord left, List<ErasureMark> marks);

  /** Removes the consent records of a subscriber; to do it again is harmless. */
  void deleteConsentRecords(SubscriberId subscriber);

  /**
   * Returns the marks among hashes, as last written.
   *
   * @param hashes at most {@value #MAX_LOOKUP}
   */
  Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes);

  /**
   * Returns the edition of the marks: while it stays the same, nobody was erased.
   *
   * <p>Who writes subscribers looks for marks, writes, and compares editions. If another has begun,
   * they look again and undo what should not have been written.
   */
  long edition();

  /**
   * Removes marks and keeps the record of it, both or neither.
   *
   * @return false if one of them is not there: nothing was changed
   */
  boolean lift(Set<ErasureHash> hashes, ConsentRecord record);
}
