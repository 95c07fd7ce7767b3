package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.Counts;
import dev.sluice.scheduling.delivery.Cursor;
import dev.sluice.scheduling.delivery.Lease;
import dev.sluice.scheduling.delivery.Progress;
import dev.sluice.scheduling.delivery.ShardGlance;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.delivery.ShardStore;
import dev.sluice.scheduling.delivery.Suspects;
import dev.sluice.scheduling.standing.DropCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ShardStore} does. */
public abstract class ShardStoreContract implements Contended {

  private static final Shard SHARD = new Shard(9);
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final Instant END = NOON.plusSeconds(120);

  /** Returns the store under test, the same one during a test. */
  protected abstract ShardStore store();

  @Test
  @DisplayName("the first holder of a shard finds it untouched")
  void untouched() {
    assertThat(store().acquire(SHARD, "a", NOON, END))
        .contains(new Lease("a", ShardState.untouched(SHARD), Optional.empty()));
  }

  @Test
  @DisplayName("a shard has one holder at a time")
  void oneHolder() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().acquire(SHARD, "b", LATER, END.plusSeconds(60))).isEmpty();
    assertThat(store().acquire(new Shard(10), "b", LATER, END)).isPresent();
  }

  @Test
  @DisplayName("a released shard can be taken at once, with what was left behind")
  void released() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().release("a", state(), LATER)).isTrue();
    assertThat(store().acquire(SHARD, "b", LATER, END))
        .contains(new Lease("b", state(), Optional.empty()));
  }

  @Test
  @DisplayName("a vanished holder's shard is taken over when its lease ends, and says since when")
  void vanished() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().checkpoint("a", state(), LATER, END)).isTrue();
    assertThat(store().acquire(SHARD, "b", END.minusMillis(1), END)).isEmpty();
    assertThat(store().acquire(SHARD, "b", END, END.plusSeconds(60)))
        .contains(new Lease("b", state(), Optional.of(LATER)));
  }

  @Test
  @DisplayName("a holder that never checkpointed is abandoned since it took the lease")
  void neverCheckpointed() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().acquire(SHARD, "b", END, END.plusSeconds(60)).orElseThrow())
        .isEqualTo(new Lease("b", ShardState.untouched(SHARD), Optional.of(NOON)));
  }

  @Test
  @DisplayName("what a vanished holder took over from another stays abandoned since the first")
  void vanishedTwice() {
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
  void checkpoint() {
    store().acquire(SHARD, "a", NOON, END);
    store().checkpoint("a", state(), LATER, END.plusSeconds(60));
    assertThat(store().acquire(SHARD, "b", END, END.plusSeconds(90))).isEmpty();
  }

  @Test
  @DisplayName("a holder whose lease ended keeps it as long as nobody takes it")
  void ended() {
    store().acquire(SHARD, "a", NOON, END);
    assertThat(store().checkpoint("a", state(), END.plusSeconds(5), END.plusSeconds(60))).isTrue();
  }

  @Test
  @DisplayName("a holder that was overtaken stores nothing")
  void overtaken() {
    store().acquire(SHARD, "a", NOON, END);
    store().acquire(SHARD, "b", END, END.plusSeconds(60));
    assertThat(store().checkpoint("a", state(), END, END.plusSeconds(90))).isFalse();
    assertThat(store().release("a", state(), END)).isFalse();
    assertThat(store().glance())
        .containsExactly(leased(ShardState.untouched(SHARD), END.plusSeconds(60)));
  }

  @Test
  @DisplayName("a holder that released stores nothing more")
  void releasedForGood() {
    store().acquire(SHARD, "a", NOON, END);
    store().release("a", state(), LATER);
    ShardState other = new ShardState(SHARD, Map.of(), Optional.of(END), List.of());
    assertThat(store().checkpoint("a", other, LATER, END)).isFalse();
    assertThat(store().release("a", other, LATER)).isFalse();
    assertThat(store().glance()).containsExactly(ShardGlance.of(state()));
  }

  @Test
  @DisplayName("a worker is called once, until it comes or is given up")
  void called() {
    assertThat(store().summon(SHARD, NOON, LATER)).isTrue();
    assertThat(store().summon(SHARD, NOON, LATER)).isFalse();
    assertThat(store().summon(SHARD, LATER, END)).isTrue();
    store().acquire(SHARD, "a", LATER, END);
    assertThat(store().summon(SHARD, LATER, END)).as("while it is held").isFalse();
    store().release("a", state(), LATER);
    assertThat(store().summon(SHARD, LATER, END)).as("after it was released").isTrue();
    assertThat(store().acquire(SHARD, "b", LATER, END))
        .contains(new Lease("b", state(), Optional.empty()));
  }

  @Test
  @DisplayName("a worker is called when the lease of a vanished one has ended")
  void calledAfterVanished() {
    store().acquire(SHARD, "a", NOON, LATER);
    assertThat(store().summon(SHARD, LATER, END)).isTrue();
    assertThat(store().acquire(SHARD, "b", LATER, END).orElseThrow().abandonedSince())
        .contains(NOON);
  }

  @Test
  @DisplayName("a glance shows every shard that was worked on")
  void glance() {
    assertThat(store().glance()).isEmpty();
    store().acquire(SHARD, "a", NOON, END);
    store().checkpoint("a", state(), LATER, END);
    store().acquire(new Shard(63), "b", NOON, LATER);
    store().release("b", ShardState.untouched(new Shard(63)), NOON);
    assertThat(store().glance())
        .containsExactlyInAnyOrder(
            leased(state(), END), ShardGlance.of(ShardState.untouched(new Shard(63))));
  }

  @Test
  @DisplayName("a glance shows which shards wait for a worker that was called")
  void glanceCalled() {
    store().summon(SHARD, NOON, END);
    assertThat(store().glance())
        .containsExactly(
            new ShardGlance(
                ShardState.untouched(SHARD), Optional.empty(), Optional.of(END), false));
    assertThat(store().glance().getFirst().waitsAt(LATER)).isTrue();
    assertThat(store().glance().getFirst().waitsAt(END)).as("when it is given up").isFalse();

    store().acquire(SHARD, "a", LATER, END);
    assertThat(store().glance().getFirst().waitsAt(LATER)).as("once it has come").isFalse();
  }

  @Test
  @DisplayName("a nudge is seen until a worker that came after it gives the lease back")
  void nudge() {
    store().nudge(SHARD);
    assertThat(nudged()).as("of a shard nobody has worked on").isTrue();
    store().acquire(SHARD, "a", NOON, END);
    store().checkpoint("a", state(), LATER, END);
    assertThat(nudged()).as("while the worker may still vanish").isTrue();
    store().release("a", state(), LATER);
    assertThat(nudged()).isFalse();
    assertThat(store().glance()).containsExactly(ShardGlance.of(state()));
  }

  @Test
  @DisplayName("a nudge during a run outlives it")
  void nudgeDuringRun() {
    store().nudge(SHARD);
    store().acquire(SHARD, "a", NOON, END);
    store().nudge(SHARD);
    store().release("a", state(), LATER);
    assertThat(nudged()).isTrue();
    store().acquire(SHARD, "b", LATER, END);
    store().release("b", state(), LATER);
    assertThat(nudged()).isFalse();
  }

  @Test
  @DisplayName("a nudge outlives a worker that vanished")
  void nudgeBeforeVanishing() {
    store().nudge(SHARD);
    store().acquire(SHARD, "a", NOON, LATER);
    assertThat(nudged()).isTrue();
    store().acquire(SHARD, "b", LATER, END);
    assertThat(store().release("a", state(), LATER)).isFalse();
    assertThat(nudged()).isTrue();
    store().release("b", state(), END);
    assertThat(nudged()).isFalse();
  }

  @Test
  @DisplayName("a nudge is of one shard, and needs no lease")
  void nudgeWithoutLease() {
    store().acquire(SHARD, "a", NOON, END);
    store().nudge(new Shard(10));
    assertThat(store().glance())
        .containsExactlyInAnyOrder(
            leased(ShardState.untouched(SHARD), END),
            new ShardGlance(
                ShardState.untouched(new Shard(10)), Optional.empty(), Optional.empty(), true));
    assertThat(store().checkpoint("a", state(), LATER, END)).isTrue();
  }

  private boolean nudged() {
    return store().glance().stream().allMatch(ShardGlance::nudged);
  }

  @Test
  @DisplayName("of many workers, one gets the lease")
  void race() throws Exception {
    assumeAtomic();
    for (int round = 0; round < 20; round++) {
      Instant now = NOON.plusSeconds(60L * round);
      AtomicInteger name = new AtomicInteger(100 * round);
      List<Optional<Lease>> leases =
          Threads.race(() ->
              store().acquire(SHARD, "worker-" + name.incrementAndGet(), now, now.plusSeconds(60)));
      assertThat(leases.stream().filter(Optional::isPresent)).hasSize(1);
    }
  }

  private static ShardGlance leased(ShardState state, Instant until) {
    return new ShardGlance(state, Optional.of(until), Optional.empty(), false);
  }

  private static ShardState state() {
    Counts counts = new Counts(12, 1, 3, Map.of(DropCode.CAPPED, 4L, DropCode.SUPPRESSED, 2L));
    return new ShardState(
        SHARD,
        Map.of(
            new CampaignId("spring"),
            new Progress(1, new Cursor.After(new SubscriberId("customer-77")), counts),
            new CampaignId("summer"),
            new Progress(2, new Cursor.End(), counts.plus(counts)),
            new CampaignId("autumn"),
            Progress.of(1)),
        Optional.of(END),
        List.of(new Suspects(NOON, LATER), new Suspects(LATER, END)));
  }
}
