package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.idsOf;
import static dev.sluice.core.contract.Samples.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader;
import dev.sluice.core.sharding.ShardReader.Page;
import dev.sluice.core.sharding.ShardReader.WaitingPage;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ShardReader} does. */
public abstract class ShardReaderContract implements SubscriberStoresFixture {

  private static final Shard SHARD = new Shard(7);
  private static final Shard OTHER = new Shard(8);

  /** Returns the audience under test, the same one during a test. */
  protected abstract ShardReader audience();

  @Test
  @DisplayName("an empty shard is one page and its end")
  void readsEmptyShardAsOnePage() {
    assertThat(audience().readPage(SHARD, new Cursor.Start(), 10))
        .isEqualTo(new Page(List.of(), new Cursor.End()));
    assertThat(audience().readPage(SHARD, new Cursor.End(), 10).records()).isEmpty();
  }

  @Test
  @DisplayName("pages of any size have every subscriber once, in order, with their states")
  void readsEverySubscriberOnce() {
    List<SubscriberRecord> everybody = populate(23);
    idsOf(OTHER, 3).forEach(id -> saveSubscriber(subscriber(id)));
    for (int limit : List.of(1, 2, 3, 4, 5, 7, 22, 23, 24, 46, 47, 500)) {
      assertThat(readAllPages(limit)).as("pages of %s", limit).isEqualTo(everybody);
    }
  }

  @Test
  @DisplayName("a page has at most as many subscribers as were asked for")
  void limitsPageSize() {
    populate(12);
    for (int limit : List.of(1, 2, 5)) {
      Page page = audience().readPage(SHARD, new Cursor.Start(), limit);
      assertThat(page.records()).hasSizeBetween(1, limit);
    }
  }

  @Test
  @DisplayName("a page begins after the cursor, even if that subscriber is gone")
  void continuesAfterDeletedSubscriber() {
    List<SubscriberRecord> everybody = populate(5);
    SubscriberId gone = new SubscriberId(everybody.get(1).id().value() + "0");
    Page page = audience().readPage(SHARD, new Cursor.After(gone), 500);
    assertThat(page.records())
        .isEqualTo(everybody.stream().filter(r -> r.id().compareTo(gone) > 0).toList());
  }

  @Test
  @DisplayName("who is due comes with the longest due first")
  void due() {
    List<SubscriberId> ids = idsOf(SHARD, 4);
    ids.forEach(id -> saveSubscriber(subscriber(id)));
    due(ids.get(0), 30);
    due(ids.get(1), -10);
    due(ids.get(2), 0);
    assertThat(audience().findDue(SHARD, NOON, 10)).containsExactly(ids.get(1), ids.get(2));
    assertThat(audience().findDue(SHARD, NOON, 1)).containsExactly(ids.get(1));
    assertThat(audience().findDue(OTHER, NOON, 10)).isEmpty();
  }

  @Test
  @DisplayName("pages of any size have everyone who waits once, in the order of their due instants")
  void readsEveryoneWhoWaitsOnce() {
    List<SubscriberId> ids = idsOf(SHARD, 9);
    ids.forEach(id -> saveSubscriber(subscriber(id)));
    for (int i = 0; i < ids.size(); i++) {
      due(ids.get(i), 10L * (i % 3)); // several of each instant
    }
    for (int limit : List.of(1, 2, 3, 4, 8, 9, 100)) {
      List<DuePosition> all = readAllWaiting(DuePosition.after(NOON.minusSeconds(1)), limit);
      assertThat(all).as("pages of %s", limit).extracting(DuePosition::dueAt).isSorted();
      assertThat(all)
          .as("pages of %s", limit)
          .extracting(position -> position.subscriber().orElseThrow())
          .containsExactlyInAnyOrderElementsOf(ids);
    }
    assertThat(readAllWaiting(DuePosition.after(NOON), 4)).hasSize(6);
    assertThat(readAllWaiting(DuePosition.after(NOON.plusSeconds(20)), 4)).isEmpty();
  }

  @Test
  @DisplayName("a page of those who wait begins after a position, even if that entry is gone")
  void continuesAfterAnEntryThatIsGone() {
    List<SubscriberId> ids = idsOf(SHARD, 3);
    ids.forEach(id -> saveSubscriber(subscriber(id)));
    due(ids.get(0), 0);
    due(ids.get(1), 10);
    due(ids.get(2), 20);
    DuePosition second = new DuePosition(NOON.plusSeconds(10), Optional.of(ids.get(1)));
    due(ids.get(1), 5);
    assertThat(readAllWaiting(second, 10))
        .containsExactly(new DuePosition(NOON.plusSeconds(20), Optional.of(ids.get(2))));
  }

  @Test
  @DisplayName("the next due instant is the earliest of the shard")
  void findsEarliestDueInstant() {
    List<SubscriberId> ids = idsOf(SHARD, 2);
    ids.forEach(id -> saveSubscriber(subscriber(id)));
    assertThat(audience().nextDueAt(SHARD)).isEmpty();
    due(ids.get(0), 30);
    due(ids.get(1), 20);
    assertThat(audience().nextDueAt(SHARD)).contains(NOON.plusSeconds(20));
    assertThat(audience().nextDueAt(OTHER)).isEmpty();
  }

  @Test
  @DisplayName("who no longer waits is no longer due")
  void forgetsSubscribersNoLongerDue() {
    SubscriberId id = idsOf(SHARD, 1).getFirst();
    saveSubscriber(subscriber(id));
    due(id, -10);
    SubscriberState waiting = repository().find(id).orElseThrow().state();
    repository()
        .commit(waiting.with(waiting.history(), List.of(), waiting.drops(), Optional.empty()));
    assertThat(audience().findDue(SHARD, NOON, 10)).isEmpty();
    assertThat(audience().nextDueAt(SHARD)).isEmpty();
  }

  private List<DuePosition> readAllWaiting(DuePosition after, int limit) {
    List<DuePosition> seen = new ArrayList<>();
    WaitingPage page = audience().findWaiting(SHARD, after, limit);
    seen.addAll(page.positions());
    while (!page.isLast()) {
      page = audience().findWaiting(SHARD, seen.getLast(), limit);
      assertThat(page.positions()).hasSizeLessThanOrEqualTo(limit);
      seen.addAll(page.positions());
    }
    return seen;
  }

  private void due(SubscriberId id, long secondsFromNoon) {
    SubscriberState read = repository().find(id).orElseThrow().state();
    repository()
        .commit(Samples.withDeferredSend(read, "spring", NOON.plusSeconds(secondsFromNoon)));
  }

  /** Every third subscriber has no standing yet. */
  private List<SubscriberRecord> populate(int count) {
    List<SubscriberRecord> everybody = new ArrayList<>();
    for (SubscriberId id : idsOf(SHARD, count)) {
      saveSubscriber(subscriber(id));
      if (everybody.size() % 3 != 1) {
        repository()
            .commit(Samples.withSend(SubscriberState.initial(id), Samples.sent("spring", NOON)));
      }
      everybody.add(repository().find(id).orElseThrow());
    }
    return everybody;
  }

  private List<SubscriberRecord> readAllPages(int limit) {
    List<SubscriberRecord> seen = new ArrayList<>();
    Cursor cursor = new Cursor.Start();
    for (int pages = 0; !(cursor instanceof Cursor.End); pages++) {
      assertThat(pages).as("pages of a walk that does not end").isLessThan(200);
      Page page = audience().readPage(SHARD, cursor, limit);
      seen.addAll(page.records());
      cursor = page.end();
    }
    return seen;
  }
}
