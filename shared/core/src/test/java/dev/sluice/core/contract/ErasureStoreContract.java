package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ErasureStore} does. */
public abstract class ErasureStoreContract implements SubscriberStoresFixture {

  private static final SubscriberId ANNA = new SubscriberId("anna");
  private static final ErasureKey KEY = new ErasureKey(new byte[ErasureKey.MIN_SECRET_BYTES]);
  private static final ErasureMark OF_ID = new ErasureMark(KEY.hash(ANNA), NOON, ConsentSource.API);
  private static final ErasureMark OF_ADDRESS =
      new ErasureMark(KEY.hash(subscriber(ANNA).address()), NOON, ConsentSource.PREFERENCE_CENTRE);

  /** Returns the store under test, the same one during a test. */
  protected abstract ErasureStore store();

  @Test
  @DisplayName("who was erased is unknown, and only visits find what is left")
  void hidesErasedSubscriber() {
    saveSubscriber(subscriber(ANNA));
    SubscriberRecord left = erasedRecord(record());
    assertThat(store().erase(left, List.of(OF_ID, OF_ADDRESS))).isEqualTo(Commit.COMMITTED);
    assertThat(repository().find(ANNA)).isEmpty();
    assertThat(repository().findIncludingErased(ANNA))
        .contains(left.withState(left.state().withNextVersion()));
  }

  @Test
  @DisplayName("marks are found among others as they were written")
  void findsMarksAsWritten() {
    saveSubscriber(subscriber(ANNA));
    store().erase(erasedRecord(record()), List.of(OF_ID, OF_ADDRESS));
    Set<ErasureHash> hashes = new HashSet<>(Set.of(OF_ID.hash(), OF_ADDRESS.hash()));
    IntStream.range(0, ErasureStore.MAX_LOOKUP - 2)
        .mapToObj(i -> KEY.hash(new SubscriberId("customer-" + i)))
        .forEach(hashes::add);
    assertThat(store().findMarks(hashes))
        .isEqualTo(Map.of(OF_ID.hash(), OF_ID, OF_ADDRESS.hash(), OF_ADDRESS));
    hashes.remove(OF_ID.hash());
    assertThat(store().findMarks(hashes)).isEqualTo(Map.of(OF_ADDRESS.hash(), OF_ADDRESS));
  }

  @Test
  @DisplayName("another edition begins with every erasure, and only then")
  void startsNewEditionWithEachErasure() {
    long first = store().edition();
    saveSubscriber(subscriber(ANNA));
    SubscriberRecord left = erasedRecord(record());
    assertThat(store().edition()).isEqualTo(first);
    store().erase(left, List.of(OF_ID));
    long second = store().edition();
    assertThat(second).isNotEqualTo(first);
    assertThat(store().erase(left, List.of(OF_ID))).isEqualTo(Commit.CONFLICT);
    assertThat(store().edition()).isEqualTo(second);
  }

  @Test
  @DisplayName("an erasure loses when somebody else wrote first, and changes nothing")
  void rejectsErasureOfStaleVersion() {
    saveSubscriber(subscriber(ANNA));
    SubscriberRecord seen = record();
    repository().commit(seen.state());
    assertThat(store().erase(erasedRecord(seen), List.of(OF_ID))).isEqualTo(Commit.CONFLICT);
    assertThat(record()).isEqualTo(seen.withState(seen.state().withNextVersion()));
    assertThat(store().findMarks(Set.of(OF_ID.hash()))).isEmpty();
  }

  @Test
  @DisplayName("no send commits after an erasure that it did not see")
  void rejectsSendAfterUnseenErasure() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState seen = record().state();
    store().erase(erasedRecord(record()), List.of(OF_ID));
    assertThat(repository().commit(Samples.withSend(seen, Samples.sent("spring", NOON))))
        .isEqualTo(Commit.CONFLICT);
  }

  @Test
  @DisplayName("records of consent are removed, and those of others stay")
  void records() {
    SubscriberId other = new SubscriberId("anna2");
    saveConsentRecord(ANNA);
    saveConsentRecord(ANNA);
    saveConsentRecord(other);
    store().deleteConsentRecords(ANNA);
    store().deleteConsentRecords(ANNA);
    assertThat(records(ANNA)).isEmpty();
    assertThat(records(other)).hasSize(1);
  }

  @Test
  @DisplayName("what is left is forgotten with its records, unless it changed")
  void deletesRemainderWithRecords() {
    saveConsentRecord(ANNA);
    store().erase(erasedRecord(record()), List.of(OF_ID));
    SubscriberState last = repository().findIncludingErased(ANNA).orElseThrow().state();
    repository().commit(last);
    assertThat(repository().delete(last)).isEqualTo(Commit.CONFLICT);
    assertThat(repository().findIncludingErased(ANNA)).isPresent();
    assertThat(repository().delete(last.withNextVersion())).isEqualTo(Commit.COMMITTED);
    assertThat(repository().findIncludingErased(ANNA)).isEmpty();
    assertThat(records(ANNA)).isEmpty();
    assertThat(consents().findState(ANNA)).isEqualTo(SubscriberState.initial(ANNA));
    assertThat(repository().delete(last.withNextVersion())).as("again").isEqualTo(Commit.COMMITTED);
    assertThat(store().findMarks(Set.of(OF_ID.hash()))).as("the mark stays").hasSize(1);
  }

  @Test
  @DisplayName("marks are lifted together with the record of it, or not at all")
  void liftsMarksTogetherWithRecord() {
    saveSubscriber(subscriber(ANNA));
    store().erase(erasedRecord(record()), List.of(OF_ID));
    ConsentRecord lifted =
        new ConsentRecord(
            NOON, ANNA, new ConsentChange.ErasureLifted(), ConsentSource.API, Optional.empty());
    assertThat(store().lift(Set.of(OF_ID.hash(), OF_ADDRESS.hash()), lifted)).isFalse();
    assertThat(records(ANNA)).isEmpty();
    assertThat(store().lift(Set.of(OF_ID.hash()), lifted)).isTrue();
    assertThat(store().findMarks(Set.of(OF_ID.hash()))).isEmpty();
    assertThat(records(ANNA)).containsExactly(lifted);
  }

  private void saveConsentRecord(SubscriberId id) {
    if (repository().find(id).isEmpty()) {
      saveSubscriber(subscriber(id));
    }
    ConsentRecord record =
        new ConsentRecord(
            NOON, id, new ConsentChange.UnsubscribedFromAll(), ConsentSource.API, Optional.empty());
    consents().commit(consents().findState(id), List.of(record));
  }

  private List<ConsentRecord> records(SubscriberId id) {
    return consents().records(id, Optional.empty(), 10).records();
  }

  private SubscriberRecord record() {
    return repository().find(ANNA).orElseThrow();
  }

  private static SubscriberRecord erasedRecord(SubscriberRecord seen) {
    SubscriberState emptied =
        seen.state().with(Consents.INITIAL.withUnsubscribedAt(Optional.of(NOON)));
    return new SubscriberRecord(Subscriber.erased(ANNA), emptied);
  }
}
