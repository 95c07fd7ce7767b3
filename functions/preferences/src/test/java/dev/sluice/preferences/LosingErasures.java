package dev.sluice.preferences;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.desk.ErasureHash;
import dev.sluice.scheduling.desk.ErasureMark;
import dev.sluice.scheduling.desk.ErasureStore;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A store of erasures to which others may be faster.
 *
 * @param isLost whether somebody else wrote first
 */
record LosingErasures(ErasureStore store, BooleanSupplier isLost) implements ErasureStore {

  @Override
  public Commit erase(SubscriberRecord left, List<ErasureMark> marks) {
    return isLost.getAsBoolean() ? Commit.LOST : store.erase(left, marks);
  }

  @Override
  public void removeRecords(SubscriberId subscriber) {
    store.removeRecords(subscriber);
  }

  @Override
  public Map<ErasureHash, ErasureMark> marks(Set<ErasureHash> hashes) {
    return store.marks(hashes);
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
