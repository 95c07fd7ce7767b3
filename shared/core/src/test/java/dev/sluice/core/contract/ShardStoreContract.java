package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.InDoubtInterval;
import dev.sluice.core.sharding.Lease;
import dev.sluice.core.sharding.ReplanProgress;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ShardStore} does. */
public abstract class ShardStoreContract implements ConcurrencyContract {

  private static final Shard SHARD = new Shard(9);
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant END = NOON.plusSeconds(120);

  /** Returns the store under test, the same one during a test. */
  protected abstract ShardStore store();

  @Test
  @DisplayName("the first holder of a shard finds its initial state")
  void findsUntouchedShard() {
    assertThat(store().acquire(SHARD, "a", NOON, END))
        .contains(new Lease("a", ShardState.initial(SHARD), Optional.empty()));
  }

  @Test
  @DisplayName("a shard has one holder at a time")
  void leasesShardToOneHolder() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().acquire(SHARD, "b", LATER, END.plusSeconds(60))).isEmpty();
    assertThat(store().acquire(new Shard(10), "b", LATER, END)).isPresent();
  }

  @Test
  @DisplayName("a released shard can be taken at once, with what was left behind")
  void leasesReleasedShardImmediately() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().release("a", state(), LATER)).isTrue();
    assertThat(store().acquire(SHARD, "b", LATER, END))
        .contains(new Lease("b", state(), Optional.empty()));
  }

  @Test
  @DisplayName("a vanished holder's shard is taken over when its lease ends, and says since when")
  void takesOverExpiredLease() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().checkpoint("a", state(), LATER, END)).isTrue();
    assertThat(store().acquire(SHARD, "b", END.minusMillis(1), END)).isEmpty();
    assertThat(store().acquire(SHARD, "b", END, END.plusSeconds(60)))
        .contains(new Lease("b", state(), Optional.of(LATER)));
  }

  @Test
  @DisplayName("a holder that never checkpointed is abandoned since it took the lease")
  void marksLeaseWithoutCheckpointAsAbandonedSinceAcquisition() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().acquire(SHARD, "b", END, END.plusSeconds(60)).orElseThrow())
        .isEqualTo(new Lease("b", ShardState.initial(SHARD), Optional.of(NOON)));
  }

  @Test
  @DisplayName("what a vanished holder took over from another stays abandoned since the first")
  void keepsFirstAbandonedInstant() {
    store().acquire(SHARD, "a", NOON, LATER);
    store().acquire(SHARD, "b", LATER, END);
    assertThat(store().acquire(SHARD, "c", END, END.plusSeconds(60)).orElseThrow().abandonedSince())
        .contains(NOON);
    store().checkpoint("c", state(), END, END.plusSeconds(60));
    store().release("c", state(), END);
    assertThat(store().acquire(SHARD, "d", END, END.plusSeconds(60)).orElseThrow().abandonedSince())
        .isEmpty();
  }

  @Test
  @DisplayName("a checkpoint extends the lease")
  void extendsLeaseByCheckpoint() {
    store().acquire(SHARD, "a", NOON, END);
    store().checkpoint("a", state(), LATER, END.plusSeconds(60));
    assertThat(store().acquire(SHARD, "b", END, END.plusSeconds(90))).isEmpty();
  }

  @Test
  @DisplayName("a holder whose lease has ended keeps it until another takes it")
  void keepsExpiredLeaseUntilTaken() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().checkpoint("a", state(), END.plusSeconds(5), END.plusSeconds(60))).isTrue();
  }

  @Test
  @DisplayName("a holder that was overtaken stores nothing")
  void rejectsCheckpointOfOvertakenHolder() {
    store().acquire(SHARD, "a", NOON, END);
    store().acquire(SHARD, "b", END, END.plusSeconds(60));
    assertThat(store().checkpoint("a", state(), END, END.plusSeconds(90))).isFalse();
    assertThat(store().release("a", state(), END)).isFalse();
    assertThat(store().statuses())
        .containsExactly(leased(ShardState.initial(SHARD), END.plusSeconds(60)));
  }

  @Test
  @DisplayName("a holder that released stores nothing more")
  void rejectsCheckpointAfterRelease() {
    store().acquire(SHARD, "a", NOON, END);
    store().release("a", state(), LATER);
    ShardState other = new ShardState(SHARD, Map.of(), Optional.of(END), List.of());
    assertThat(store().checkpoint("a", other, LATER, END)).isFalse();
    assertThat(store().release("a", other, LATER)).isFalse();
    assertThat(store().statuses()).containsExactly(ShardStatus.idle(state()));
  }

  @Test
  @DisplayName("a worker is called once, until it comes or is given up")
  void dispatchesShardOnceUntilWorkerStarts() {
    assertThat(store().markDispatched(SHARD, NOON, LATER)).isTrue();
    assertThat(store().markDispatched(SHARD, NOON, LATER)).isFalse();
    assertThat(store().markDispatched(SHARD, LATER, END)).isTrue();
    store().acquire(SHARD, "a", LATER, END);
    assertThat(store().markDispatched(SHARD, LATER, END)).as("while it is held").isFalse();
    store().release("a", state(), LATER);
    assertThat(store().markDispatched(SHARD, LATER, END)).as("after it was released").isTrue();
    assertThat(store().acquire(SHARD, "b", LATER, END))
        .contains(new Lease("b", state(), Optional.empty()));
  }

  @Test
  @DisplayName("a shard is dispatched when the lease of a vanished worker has ended")
  void dispatchesShardOfExpiredLease() {
    store().acquire(SHARD, "a", NOON, LATER);
    assertThat(store().markDispatched(SHARD, LATER, END)).isTrue();
    assertThat(store().acquire(SHARD, "b", LATER, END).orElseThrow().abandonedSince())
        .contains(NOON);
  }

  @Test
  @DisplayName("the statuses include every shard that was processed")
  void reportsStatusOfEveryWorkedShard() {
    assertThat(store().statuses()).isEmpty();
    store().acquire(SHARD, "a", NOON, END);
    store().checkpoint("a", state(), LATER, END);
    store().acquire(new Shard(63), "b", NOON, LATER);
    store().release("b", ShardState.initial(new Shard(63)), NOON);
    assertThat(store().statuses())
        .containsExactlyInAnyOrder(
            leased(state(), END), ShardStatus.idle(ShardState.initial(new Shard(63))));
  }

  @Test
  @DisplayName("the statuses show which shards are dispatched")
  void reportsDispatchedShards() {
    store().markDispatched(SHARD, NOON, END);
    assertThat(store().statuses())
        .containsExactly(
            new ShardStatus(ShardState.initial(SHARD), Optional.empty(), Optional.of(END), false));
    assertThat(store().statuses().getFirst().awaitsWorkerAt(LATER)).isTrue();
    assertThat(store().statuses().getFirst().awaitsWorkerAt(END))
        .as("when it is given up")
        .isFalse();

    store().acquire(SHARD, "a", LATER, END);
    assertThat(store().statuses().getFirst().awaitsWorkerAt(LATER))
        .as("once it has come")
        .isFalse();
  }

  @Test
  @DisplayName(
      "a revisit stays requested until a worker that came after the request releases the lease")
  void keepsRevisitRequestUntilRelease() {
    store().requestRevisit(SHARD);
    assertThat(isRevisitRequested()).as("of a shard nobody has worked on").isTrue();
    store().acquire(SHARD, "a", NOON, END);
    store().checkpoint("a", state(), LATER, END);
    assertThat(isRevisitRequested()).as("while the worker may still vanish").isTrue();
    store().release("a", state(), LATER);
    assertThat(isRevisitRequested()).isFalse();
    assertThat(store().statuses()).containsExactly(ShardStatus.idle(state()));
  }

  @Test
  @DisplayName("a revisit requested during a run outlives it")
  void keepsRevisitRequestMadeDuringRun() {
    store().requestRevisit(SHARD);
    store().acquire(SHARD, "a", NOON, END);
    store().requestRevisit(SHARD);
    store().release("a", state(), LATER);
    assertThat(isRevisitRequested()).isTrue();
    store().acquire(SHARD, "b", LATER, END);
    store().release("b", state(), LATER);
    assertThat(isRevisitRequested()).isFalse();
  }

  @Test
  @DisplayName("a requested revisit outlives a worker that vanished")
  void keepsRevisitRequestOfVanishedWorker() {
    store().requestRevisit(SHARD);
    store().acquire(SHARD, "a", NOON, LATER);
    assertThat(isRevisitRequested()).isTrue();
    store().acquire(SHARD, "b", LATER, END);
    assertThat(store().release("a", state(), LATER)).isFalse();
    assertThat(isRevisitRequested()).isTrue();
    store().release("b", state(), END);
    assertThat(isRevisitRequested()).isFalse();
  }

  @Test
  @DisplayName("a revisit is requested for one shard, and needs no lease")
  void acceptsRevisitRequestWithoutLease() {
    store().acquire(SHARD, "a", NOON, END);
    store().requestRevisit(new Shard(10));
    assertThat(store().statuses())
        .containsExactlyInAnyOrder(
            leased(ShardState.initial(SHARD), END),
            new ShardStatus(
                ShardState.initial(new Shard(10)), Optional.empty(), Optional.empty(), true));
    assertThat(store().checkpoint("a", state(), LATER, END)).isTrue();
  }

  private boolean isRevisitRequested() {
    return store().statuses().stream().allMatch(ShardStatus::revisitRequested);
  }

  @Test
  @DisplayName("of many workers, one gets the lease")
  void grantsLeaseToOneOfManyWorkers() throws Exception {
    assumeAtomic();
    for (int round = 0; round < 20; round++) {
      Instant now = NOON.plusSeconds(60L * round);
      AtomicInteger name = new AtomicInteger(100 * round);
      List<Optional<Lease>> leases =
          ConcurrentTasks.runConcurrently(() ->
              store().acquire(SHARD, "worker-" + name.incrementAndGet(), now, now.plusSeconds(60)));
      assertThat(leases.stream().filter(Optional::isPresent)).hasSize(1);
    }
  }

  private static ShardStatus leased(ShardState state, Instant until) {
    return new ShardStatus(state, Optional.of(until), Optional.empty(), false);
  }

  private static ShardState state() {
    SendCounts counts =
        new SendCounts(12, 1, 3, Map.of(DropCode.CAPPED, 4L, DropCode.SUPPRESSED, 2L));
    return new ShardState(
        SHARD,
        Map.of(
            new CampaignId("spring"),
            new ScanProgress(1, new Cursor.After(new SubscriberId("customer-77")), counts),
            new CampaignId("summer"),
            new ScanProgress(2, new Cursor.End(), counts.plus(counts)),
            new CampaignId("autumn"),
            ScanProgress.notStarted(1)),
        Optional.of(END),
        List.of(new InDoubtInterval(NOON, LATER), new InDoubtInterval(LATER, END)),
        new ReplanProgress(
            5,
            Optional.of(
                new ReplanProgress.Pass(
                    6,
                    new DuePosition(END, Optional.of(new SubscriberId("customer-8"))),
                    Optional.of(LATER),
                    true))));
  }
}
