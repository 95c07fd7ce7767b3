package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static dev.sluice.scheduling.contract.Samples.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ErasureHash;
import dev.sluice.scheduling.desk.ErasureKey;
import dev.sluice.scheduling.desk.ErasureMark;
import dev.sluice.scheduling.desk.ErasureStore;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ErasureStore} does. */
public abstract class ErasureStoreContract implements SubscriberStores {

  private static final SubscriberId ANNA = new SubscriberId("anna");
  private static final ErasureKey KEY = new ErasureKey(new byte[ErasureKey.MIN_SECRET_BYTES]);
  private static final ErasureMark OF_ID = new ErasureMark(KEY.of(ANNA), NOON, Means.API);
  private static final ErasureMark OF_ADDRESS =
      new ErasureMark(KEY.of(subscriber(ANNA).address()), NOON, Means.PREFERENCE_CENTRE);

  /** Returns the store under test, the same one during a test. */
  protected abstract ErasureStore store();

  @Test
  @DisplayName("who was erased is unknown, and only visits find what is left")
  void erased() {
    put(subscriber(ANNA));
    SubscriberRecord left = left(record());
    assertThat(store().erase(left, List.of(OF_ID, OF_ADDRESS))).isEqualTo(Commit.COMMITTED);
    assertThat(standings().read(ANNA)).isEmpty();
    assertThat(standings().readForVisit(ANNA)).contains(left.with(left.standing().written()));
  }

  @Test
  @DisplayName("marks are found among others as they were written")
  void marks() {
    put(subscriber(ANNA));
    store().erase(left(record()), List.of(OF_ID, OF_ADDRESS));
    Set<ErasureHash> hashes = new HashSet<>(Set.of(OF_ID.hash(), OF_ADDRESS.hash()));
    IntStream.range(0, ErasureStore.MAX_LOOKUP - 2)
        .mapToObj(i -> KEY.of(new SubscriberId("customer-" + i)))
        .forEach(hashes::add);
    assertThat(store().marks(hashes))
        .isEqualTo(Map.of(OF_ID.hash(), OF_ID, OF_ADDRESS.hash(), OF_ADDRESS));
    hashes.remove(OF_ID.hash());
    assertThat(store().marks(hashes)).isEqualTo(Map.of(OF_ADDRESS.hash(), OF_ADDRESS));
  }

  @Test
  @DisplayName("another edition begins with every erasure, and only then")
  void edition() {
    long first = store().edition();
    put(subscriber(ANNA));
    SubscriberRecord left = left(record());
    assertThat(store().edition()).isEqualTo(first);
    store().erase(left, List.of(OF_ID));
    long second = store().edition();
    assertThat(second).isNotEqualTo(first);
    assertThat(store().erase(left, List.of(OF_ID))).isEqualTo(Commit.LOST);
    assertThat(store().edition()).isEqualTo(second);
  }

  @Test
  @DisplayName("an erasure loses when somebody else wrote first, and changes nothing")
  void lost() {
    put(subscriber(ANNA));
    SubscriberRecord seen = record();
    standings().commit(seen.standing());
    assertThat(store().erase(left(seen), List.of(OF_ID))).isEqualTo(Commit.LOST);
    assertThat(record()).isEqualTo(seen.with(seen.standing().written()));
    assertThat(store().marks(Set.of(OF_ID.hash()))).isEmpty();
  }

  @Test
  @DisplayName("no send commits after an erasure that it did not see")
  void fence() {
    put(subscriber(ANNA));
    Standing seen = record().standing();
    store().erase(left(record()), List.of(OF_ID));
    assertThat(standings().commit(Samples.plus(seen, Samples.sent("spring", NOON))))
        .isEqualTo(Commit.LOST);
  }

  @Test
  @DisplayName("records of consent are removed, and those of others stay")
  void records() {
    SubscriberId other = new SubscriberId("anna2");
    act(ANNA);
    act(ANNA);
    act(other);
    store().removeRecords(ANNA);
    store().removeRecords(ANNA);
    assertThat(records(ANNA)).isEmpty();
    assertThat(records(other)).hasSize(1);
  }

  @Test
  @DisplayName("what is left is forgotten with its records, unless it changed")
  void forgotten() {
    act(ANNA);
    store().erase(left(record()), List.of(OF_ID));
    Standing last = standings().readForVisit(ANNA).orElseThrow().standing();
    standings().commit(last);
    assertThat(standings().forget(last)).isEqualTo(Commit.LOST);
    assertThat(standings().readForVisit(ANNA)).isPresent();
    assertThat(standings().forget(last.written())).isEqualTo(Commit.COMMITTED);
    assertThat(standings().readForVisit(ANNA)).isEmpty();
    assertThat(records(ANNA)).isEmpty();
    assertThat(consents().standing(ANNA)).isEqualTo(Standing.blank(ANNA));
    assertThat(standings().forget(last.written())).as("again").isEqualTo(Commit.COMMITTED);
    assertThat(store().marks(Set.of(OF_ID.hash()))).as("the mark stays").hasSize(1);
  }

  @Test
  @DisplayName("marks are lifted together with the record of it, or not at all")
  void lifted() {
    put(subscriber(ANNA));
    store().erase(left(record()), List.of(OF_ID));
    ConsentRecord lifted =
        new ConsentRecord(
            NOON, ANNA, new ConsentChange.ErasureLifted(), Means.API, Optional.empty());
    assertThat(store().lift(Set.of(OF_ID.hash(), OF_ADDRESS.hash()), lifted)).isFalse();
    assertThat(records(ANNA)).isEmpty();
    assertThat(store().lift(Set.of(OF_ID.hash()), lifted)).isTrue();
    assertThat(store().marks(Set.of(OF_ID.hash()))).isEmpty();
    assertThat(records(ANNA)).containsExactly(lifted);
  }

  private void act(SubscriberId id) {
    if (standings().read(id).isEmpty()) {
      put(subscriber(id));
    }
    ConsentRecord record =
        new ConsentRecord(NOON, id, new ConsentChange.AllLeft(), Means.API, Optional.empty());
    consents().commit(consents().standing(id), List.of(record));
  }

  private List<ConsentRecord> records(SubscriberId id) {
    return consents().records(id, Optional.empty(), 10).records();
  }

  private SubscriberRecord record() {
    return standings().read(ANNA).orElseThrow();
  }

  private static SubscriberRecord left(SubscriberRecord seen) {
    Standing emptied = seen.standing().with(Consents.UNSPOKEN.withLeftAll(Optional.of(NOON)));
    return new SubscriberRecord(Subscriber.nameless(ANNA), emptied);
  }
}
