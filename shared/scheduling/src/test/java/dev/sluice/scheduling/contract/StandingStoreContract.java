package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static dev.sluice.scheduling.contract.Samples.plus;
import static dev.sluice.scheduling.contract.Samples.sent;
import static dev.sluice.scheduling.contract.Samples.subscriber;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link StandingStore} does. */
public abstract class StandingStoreContract implements SubscriberStores {

  private static final SubscriberId ANNA = new SubscriberId("anna");

  /** Returns the store under test, the same one during a test. */
  protected abstract StandingStore store();

  @Test
  @DisplayName("an unknown subscriber reads as empty")
  void unknown() {
    assertThat(store().read(ANNA)).isEmpty();
  }

  @Test
  @DisplayName("in place of an unknown subscriber, only somebody else is read")
  void neighbour() {
    assertThat(store().readOrNeighbour(ANNA)).isEmpty();
    put(subscriber(new SubscriberId("anna2")));
    assertThat(store().readOrNeighbour(ANNA).map(SubscriberRecord::id))
        .isNotEqualTo(Optional.of(ANNA));
    put(subscriber(ANNA));
    assertThat(store().readOrNeighbour(ANNA)).isEqualTo(store().read(ANNA));
    assertThat(store().commit(plus(standing(), sent("spring", NOON)))).isEqualTo(Commit.COMMITTED);
    assertThat(store().readOrNeighbour(ANNA)).isPresent().isEqualTo(store().read(ANNA));
  }

  @Test
  @DisplayName("a subscriber of whom nothing is stored has a blank standing")
  void blank() {
    put(subscriber(ANNA));
    var found = store().read(ANNA).orElseThrow();
    assertThat(found.subscriber()).isEqualTo(subscriber(ANNA));
    assertThat(found.standing()).isEqualTo(Standing.blank(ANNA));
  }

  @Test
  @DisplayName("what is committed is read with the next version")
  void commit() {
    put(subscriber(ANNA));
    Standing first = Samples.waiting(plus(standing(), sent("spring", NOON)), "summer", NOON);
    assertThat(store().commit(first)).isEqualTo(Commit.COMMITTED);
    assertThat(standing()).isEqualTo(first.written());
    Standing second = standing().with(first.consents().withCadence(Samples.OFFERS, Cadence.WEEKLY));
    assertThat(store().commit(second)).isEqualTo(Commit.COMMITTED);
    assertThat(standing()).isEqualTo(second.written());
    assertThat(standing().version()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "a suppression of an address is over once the subscriber has another, and back with it")
  void suppressionOfAnAddress() {
    put(subscriber(ANNA));
    Suppression bounced =
        Suppression.of(Suppression.Cause.BOUNCE, NOON, subscriber(ANNA).address());
    Consents suppressed = standing().consents().withSuppression(Optional.of(bounced));
    assertThat(store().commit(standing().with(suppressed))).isEqualTo(Commit.COMMITTED);
    assertThat(standing().consents()).isEqualTo(suppressed);
    put(Samples.subscriber(ANNA, "anna.new@example.com"));
    assertThat(standing().consents().suppression()).isEmpty();
    assertThat(consents().standing(ANNA).consents()).as("as it is stored").isEqualTo(suppressed);
    put(subscriber(ANNA));
    assertThat(standing().consents()).isEqualTo(suppressed);
  }

  @Test
  @DisplayName("a commit loses when somebody else wrote first")
  void lost() {
    put(subscriber(ANNA));
    Standing read = standing();
    assertThat(store().commit(plus(read, sent("spring", NOON)))).isEqualTo(Commit.COMMITTED);
    assertThat(store().commit(plus(read, sent("summer", NOON)))).isEqualTo(Commit.LOST);
    assertThat(standing()).isEqualTo(plus(read, sent("spring", NOON)).written());
  }

  @Test
  @DisplayName("of two equal commits, only one is made")
  void equalCommits() {
    put(subscriber(ANNA));
    Standing same = plus(standing(), sent("spring", NOON));
    assertThat(store().commit(same)).isEqualTo(Commit.COMMITTED);
    assertThat(store().commit(same)).isEqualTo(Commit.LOST);
  }

  @Test
  @DisplayName("no send commits after an opt-out that it did not see")
  void fence() {
    put(subscriber(ANNA));
    Standing seen = standing();
    Standing left =
        seen.with(
            new Consents(
                seen.consents().choices(),
                Optional.of(NOON),
                seen.consents().pausedUntil(),
                seen.consents().suppression()));
    assertThat(store().commit(left)).isEqualTo(Commit.COMMITTED);
    assertThat(store().commit(plus(seen, sent("spring", NOON)))).isEqualTo(Commit.LOST);
    assertThat(standing().consents().leftAll()).contains(NOON);
  }

  @Test
  @DisplayName("many workers on one standing never overwrite each other")
  void race() throws Exception {
    assumeAtomic();
    put(subscriber(ANNA));
    Standing blank = standing();
    for (int round = 0; round < 20; round++) {
      Standing read = standing();
      List<Commit> outcomes =
          Threads.race(() -> store().commit(plus(read, sent("campaign", NOON))));
      List<Commit> expected = new ArrayList<>(Collections.nCopies(Threads.COUNT, Commit.LOST));
      expected.set(0, Commit.COMMITTED);
      assertThat(outcomes).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(standing().version()).isEqualTo(20);
    assertThat(standing().history()).hasSize(20);
    assertThat(blank.version()).isZero();
  }

  private Standing standing() {
    return store().read(ANNA).orElseThrow().standing();
  }
}
