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
import dev.sluice.core.erasure.ErasureMarks;
import dev.sluice.core.state.StateUpdate;
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

/** Erasing subscribers, and the marks that this leaves. */
public interface ErasureContract extends SubscriberStoresFixture {

  SubscriberId ANNA = new SubscriberId("anna");
  ErasureKey KEY = new ErasureKey(new byte[ErasureKey.MIN_SECRET_BYTES]);
  ErasureMark OF_ID = new ErasureMark(KEY.hash(ANNA), NOON, ConsentSource.API);
  ErasureMark OF_ADDRESS =
      new ErasureMark(KEY.hash(subscriber(ANNA).address()), NOON, ConsentSource.PREFERENCE_CENTRE);

  @Test
  @DisplayName("who was erased is unknown, and only visits find what is left")
  default void hidesErasedSubscriber() {
    saveSubscriber(subscriber(ANNA));
    SubscriberRecord left = erasedRecord(record());
    assertThat(erase(left, List.of(OF_ID, OF_ADDRESS))).isEqualTo(Commit.COMMITTED);
    assertThat(repository().find(ANNA)).isEmpty();
    assertThat(repository().findIncludingErased(ANNA))
        .contains(left.withState(left.state().withNextVersion()));
  }

  @Test
  @DisplayName("marks are found among others as they were written")
  default void findsMarksAsWritten() {
    saveSubscriber(subscriber(ANNA));
    erase(erasedRecord(record()), List.of(OF_ID, OF_ADDRESS));
    Set<ErasureHash> hashes = new HashSet<>(Set.of(OF_ID.hash(), OF_ADDRESS.hash()));
    IntStream.range(0, ErasureMarks.MAX_LOOKUP - 2)
        .mapToObj(i -> KEY.hash(new SubscriberId("customer-" + i)))
        .forEach(hashes::add);
    assertThat(erasureMarks().findMarks(hashes))
        .isEqualTo(Map.of(OF_ID.hash(), OF_ID, OF_ADDRESS.hash(), OF_ADDRESS));
    hashes.remove(OF_ID.hash());
    assertThat(erasureMarks().findMarks(hashes)).isEqualTo(Map.of(OF_ADDRESS.hash(), OF_ADDRESS));
  }

  @Test
  @DisplayName("another edition begins with every erasure, and only then")
  default void startsNewEditionWithEachErasure() {
    long first = erasureMarks().edition();
    saveSubscriber(subscriber(ANNA));
    SubscriberRecord left = erasedRecord(record());
    assertThat(erasureMarks().edition()).isEqualTo(first);
    erase(left, List.of(OF_ID));
    long second = erasureMarks().edition();
    assertThat(second).isNotEqualTo(first);
    assertThat(erase(left, List.of(OF_ID))).isEqualTo(Commit.CONFLICT);
    assertThat(erasureMarks().edition()).isEqualTo(second);
  }

  @Test
  @DisplayName("an erasure loses when somebody else wrote first, and changes nothing")
  default void rejectsErasureOfStaleVersion() {
    saveSubscriber(subscriber(ANNA));
    SubscriberRecord seen = record();
    repository().commit(seen.state());
    assertThat(erase(erasedRecord(seen), List.of(OF_ID))).isEqualTo(Commit.CONFLICT);
    assertThat(record()).isEqualTo(seen.withState(seen.state().withNextVersion()));
    assertThat(erasureMarks().findMarks(Set.of(OF_ID.hash()))).isEmpty();
  }

  @Test
  @DisplayName("no send commits after an erasure that it did not see")
  default void rejectsSendAfterUnseenErasure() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState seen = record().state();
    erase(erasedRecord(record()), List.of(OF_ID));
    assertThat(repository().commit(Samples.withSend(seen, Samples.sent("spring", NOON))))
        .isEqualTo(Commit.CONFLICT);
  }

  @Test
  @DisplayName("records of consent are removed, and those of others stay")
  default void deletesConsentRecordsOfOneSubscriber() {
    SubscriberId other = new SubscriberId("anna2");
    saveConsentRecord(ANNA);
    saveConsentRecord(ANNA);
    saveConsentRecord(other);
    repository().deleteConsentRecords(ANNA);
    repository().deleteConsentRecords(ANNA);
    assertThat(records(ANNA)).isEmpty();
    assertThat(records(other)).hasSize(1);
  }

  @Test
  @DisplayName("what is left is forgotten with its records, unless it changed")
  default void deletesRemainderWithRecords() {
    saveConsentRecord(ANNA);
    erase(erasedRecord(record()), List.of(OF_ID));
    SubscriberState last = repository().findIncludingErased(ANNA).orElseThrow().state();
    repository().commit(last);
    assertThat(repository().delete(last)).isEqualTo(Commit.CONFLICT);
    assertThat(repository().findIncludingErased(ANNA)).isPresent();
    assertThat(repository().delete(last.withNextVersion())).isEqualTo(Commit.COMMITTED);
    assertThat(repository().findIncludingErased(ANNA)).isEmpty();
    assertThat(records(ANNA)).isEmpty();
    assertThat(repository().findState(ANNA)).isEqualTo(SubscriberState.initial(ANNA));
    assertThat(repository().delete(last.withNextVersion())).as("again").isEqualTo(Commit.COMMITTED);
    assertThat(erasureMarks().findMarks(Set.of(OF_ID.hash()))).as("the mark stays").hasSize(1);
  }

  @Test
  @DisplayName("marks are lifted together with the record of it, or not at all")
  default void liftsMarksTogetherWithRecord() {
    saveSubscriber(subscriber(ANNA));
    erase(erasedRecord(record()), List.of(OF_ID));
    ConsentRecord lifted =
        new ConsentRecord(
            NOON, ANNA, new ConsentChange.ErasureLifted(), ConsentSource.API, Optional.empty());
    assertThat(repository().liftErasure(Set.of(OF_ID.hash(), OF_ADDRESS.hash()), lifted)).isFalse();
    assertThat(records(ANNA)).isEmpty();
    assertThat(repository().liftErasure(Set.of(OF_ID.hash()), lifted)).isTrue();
    assertThat(erasureMarks().findMarks(Set.of(OF_ID.hash()))).isEmpty();
    assertThat(records(ANNA)).containsExactly(lifted);
  }

  private void saveConsentRecord(SubscriberId id) {
    if (repository().find(id).isEmpty()) {
      saveSubscriber(subscriber(id));
    }
    ConsentRecord record =
        new ConsentRecord(
            NOON, id, new ConsentChange.UnsubscribedFromAll(), ConsentSource.API, Optional.empty());
    repository().commit(new StateUpdate(repository().findState(id), List.of(record)));
  }

  private List<ConsentRecord> records(SubscriberId id) {
    return consents().records(id, Optional.empty(), 10).records();
  }

  private SubscriberRecord record() {
    return repository().find(ANNA).orElseThrow();
  }

  private Commit erase(SubscriberRecord left, List<ErasureMark> marks) {
    return repository()
        .commit(StateUpdate.erasure(left.state(), subscriber(ANNA).address(), marks));
  }

  private static SubscriberRecord erasedRecord(SubscriberRecord seen) {
    SubscriberState emptied =
        seen.state().with(Consents.INITIAL.withUnsubscribedAt(Optional.of(NOON)));
    return new SubscriberRecord(Subscriber.erased(ANNA), emptied);
  }
}
