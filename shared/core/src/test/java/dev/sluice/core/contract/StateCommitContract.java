package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.sent;
import static dev.sluice.core.contract.Samples.subscriber;
import static dev.sluice.core.contract.Samples.withSend;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Finding and committing states. */
public interface StateCommitContract extends SubscriberStoresFixture {

  SubscriberId ANNA = new SubscriberId("anna");

  @Test
  @DisplayName("an unknown subscriber reads as empty")
  default void findsNoUnknownSubscriber() {
    assertThat(repository().find(ANNA)).isEmpty();
  }

  @Test
  @DisplayName("in place of an unknown subscriber, only somebody else is read")
  default void readsAnotherRecordForUnknownSubscriber() {
    assertThat(repository().findInConstantTime(ANNA)).isEmpty();
    saveSubscriber(subscriber(new SubscriberId("anna2")));
    assertThat(repository().findInConstantTime(ANNA).map(SubscriberRecord::id))
        .isNotEqualTo(Optional.of(ANNA));
    saveSubscriber(subscriber(ANNA));
    assertThat(repository().findInConstantTime(ANNA)).isEqualTo(repository().find(ANNA));
    assertThat(repository().commit(withSend(state(), sent("spring", NOON))))
        .isEqualTo(Commit.COMMITTED);
    assertThat(repository().findInConstantTime(ANNA))
        .isPresent()
        .isEqualTo(repository().find(ANNA));
  }

  @Test
  @DisplayName("a subscriber of whom nothing is stored has a blank standing")
  default void returnsInitialState() {
    saveSubscriber(subscriber(ANNA));
    var found = repository().find(ANNA).orElseThrow();
    assertThat(found.subscriber()).isEqualTo(subscriber(ANNA));
    assertThat(found.state()).isEqualTo(SubscriberState.initial(ANNA));
  }

  @Test
  @DisplayName("what is committed is read with the next version")
  default void readsCommittedStateWithNextVersion() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState first =
        Samples.withDeferredSend(withSend(state(), sent("spring", NOON)), "summer", NOON);
    assertThat(repository().commit(first)).isEqualTo(Commit.COMMITTED);
    assertThat(state()).isEqualTo(first.withNextVersion());
    SubscriberState second =
        state().with(first.consents().withCadence(Samples.OFFERS, Cadence.WEEKLY));
    assertThat(repository().commit(second)).isEqualTo(Commit.COMMITTED);
    assertThat(state()).isEqualTo(second.withNextVersion());
    assertThat(state().version()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "a suppression of an address is over once the subscriber has another, and back with it")
  default void endsSuppressionWithAddress() {
    saveSubscriber(subscriber(ANNA));
    Suppression bounced =
        Suppression.of(Suppression.Cause.BOUNCE, NOON, subscriber(ANNA).address());
    Consents suppressed = state().consents().withSuppression(Optional.of(bounced));
    assertThat(repository().commit(state().with(suppressed))).isEqualTo(Commit.COMMITTED);
    assertThat(state().consents()).isEqualTo(suppressed);
    saveSubscriber(Samples.subscriber(ANNA, "anna.new@example.com"));
    assertThat(state().consents().suppression()).isEmpty();
    assertThat(repository().findState(ANNA).consents()).as("as it is stored").isEqualTo(suppressed);
    saveSubscriber(subscriber(ANNA));
    assertThat(state().consents()).isEqualTo(suppressed);
  }

  @Test
  @DisplayName("a commit loses when somebody else wrote first")
  default void rejectsCommitOfStaleVersion() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState read = state();
    assertThat(repository().commit(withSend(read, sent("spring", NOON))))
        .isEqualTo(Commit.COMMITTED);
    assertThat(repository().commit(withSend(read, sent("summer", NOON))))
        .isEqualTo(Commit.CONFLICT);
    assertThat(state()).isEqualTo(withSend(read, sent("spring", NOON)).withNextVersion());
  }

  @Test
  @DisplayName("of two equal commits, only one is made")
  default void acceptsOneOfTwoEqualCommits() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState same = withSend(state(), sent("spring", NOON));
    assertThat(repository().commit(same)).isEqualTo(Commit.COMMITTED);
    assertThat(repository().commit(same)).isEqualTo(Commit.CONFLICT);
  }

  @Test
  @DisplayName("no send commits after an opt-out that it did not see")
  default void rejectsSendAfterUnseenOptOut() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState seen = state();
    SubscriberState left =
        seen.with(
            new Consents(
                seen.consents().choices(),
                Optional.of(NOON),
                seen.consents().pausedUntil(),
                seen.consents().suppression()));
    assertThat(repository().commit(left)).isEqualTo(Commit.COMMITTED);
    assertThat(repository().commit(withSend(seen, sent("spring", NOON))))
        .isEqualTo(Commit.CONFLICT);
    assertThat(state().consents().unsubscribedAt()).contains(NOON);
  }

  @Test
  @DisplayName("many workers on one standing never overwrite each other")
  default void neverOverwritesConcurrentCommits() throws Exception {
    assumeAtomic();
    saveSubscriber(subscriber(ANNA));
    SubscriberState blank = state();
    for (int round = 0; round < 20; round++) {
      SubscriberState read = state();
      List<Commit> outcomes =
          ConcurrentTasks.runConcurrently(
              () -> repository().commit(withSend(read, sent("campaign", NOON))));
      List<Commit> expected =
          new ArrayList<>(Collections.nCopies(ConcurrentTasks.COUNT, Commit.CONFLICT));
      expected.set(0, Commit.COMMITTED);
      assertThat(outcomes).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(state().version()).isEqualTo(20);
    assertThat(state().history()).hasSize(20);
    assertThat(blank.version()).isZero();
  }

  private SubscriberState state() {
    return repository().find(ANNA).orElseThrow().state();
  }
}
