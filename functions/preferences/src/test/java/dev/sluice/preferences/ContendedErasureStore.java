package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A store of erasures to which others may be faster.
 *
 * @param isLost whether somebody else wrote first
 */
record ContendedErasureStore(ErasureStore store, BooleanSupplier isLost) implements ErasureStore {

  @Override
  public Commit erase(SubscriberRecord left, List<ErasureMark> marks) {
    return isLost.getAsBoolean() ? Commit.CONFLICT : store.erase(left, marks);
  }

  @Override
  public void deleteConsentRecords(SubscriberId subscriber) {
    store.deleteConsentRecords(subscriber);
  }

  @Override
  public Map<ErasureHash, ErasureMark> findMarks(Set<ErasureHash> hashes) {
    return store.findMarks(hashes);
  }

  @Override
  public long edition() {
    return store.edition();
  }

  @Override
  public boolean lift(Set<ErasureHash> hashes, ConsentRecord record) {
    return store.lift(hashes, record);
  }
}
