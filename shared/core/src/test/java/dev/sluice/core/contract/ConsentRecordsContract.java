package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.OFFERS;
import static dev.sluice.core.contract.Samples.subscriber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.SuppressionClearance;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Committing changes of consent with their records, and reading these. */
public interface ConsentRecordsContract extends SubscriberStoresFixture {

  SubscriberId ANNA = new SubscriberId("anna@shop-1");

  /** Sorts right after the other one, and shares all of its characters. */
  SubscriberId ANNA_TOO = new SubscriberId("anna@shop-10");

  @Test
  @DisplayName("a change is stored together with its records")
  default void storesChangeTogetherWithRecords() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState changed =
        state(ANNA).with(state(ANNA).consents().withUnsubscribedAt(Optional.of(NOON)));
    List<ConsentRecord> act = List.of(record(ANNA, NOON, new ConsentChange.UnsubscribedFromAll()));
    assertThat(repository().commit(new StateUpdate(changed, act))).isEqualTo(Commit.COMMITTED);
    assertThat(state(ANNA)).isEqualTo(changed.withNextVersion());
    assertThat(consents().records(ANNA, Optional.empty(), 10))
        .isEqualTo(new ConsentRecords.Page(act, Optional.empty()));
  }

  @Test
  @DisplayName("what an address was freed of is read as it was written")
  default void readsClearanceAsWritten() {
    saveSubscriber(subscriber(ANNA));
    for (SuppressionClearance freed :
        List.of(
            SuppressionClearance.ofBounces(NOON), SuppressionClearance.ofAll(NOON.plusMillis(1)))) {
      SubscriberState changed = state(ANNA).with(state(ANNA).consents().withClearance(freed));
      List<ConsentRecord> act = List.of(record(ANNA, NOON, new ConsentChange.Unsuppressed()));
      assertThat(repository().commit(new StateUpdate(changed, act))).isEqualTo(Commit.COMMITTED);
      assertThat(state(ANNA)).isEqualTo(changed.withNextVersion());
      assertThat(state(ANNA).consents().clearance()).isEqualTo(freed);
    }
  }

  @Test
  @DisplayName("a change that loses leaves no record")
  default void leavesNoRecordOfRejectedChange() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState read = state(ANNA);
    repository().commit(read);
    List<ConsentRecord> act = List.of(record(ANNA, NOON, new ConsentChange.UnsubscribedFromAll()));
    assertThat(repository().commit(new StateUpdate(read, act))).isEqualTo(Commit.CONFLICT);
    assertThat(state(ANNA)).isEqualTo(read.withNextVersion());
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEmpty();
    assertThat(consents().records(Optional.empty(), 10).records()).isEmpty();
  }

  @Test
  @DisplayName("every kind of change and means is read as it was written")
  default void readsEveryChangeAndSourceAsWritten() {
    saveSubscriber(subscriber(ANNA));
    List<ConsentRecord> all = new ArrayList<>();
    for (ConsentSource means : ConsentSource.values()) {
      List<ConsentRecord> act =
          everyChange()
              .map(change -> new ConsentRecord(NOON, ANNA, change, means, campaign(means)))
              .toList();
      assertThat(repository().commit(new StateUpdate(state(ANNA), act)))
          .isEqualTo(Commit.COMMITTED);
      all.addAll(0, act);
    }
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEqualTo(all);
  }

  @Test
  @DisplayName("an act may change as much as there is")
  default void storesLargestAct() {
    saveSubscriber(subscriber(ANNA));
    List<ConsentRecord> act =
        IntStream.range(0, StateUpdate.MAX_CONSENT_RECORDS)
            .mapToObj(i -> chosen(ANNA, new TopicId("topic-with-a-rather-long-name-" + i)))
            .toList();
    assertThat(repository().commit(new StateUpdate(state(ANNA), act))).isEqualTo(Commit.COMMITTED);
    assertThat(consents().records(ANNA, Optional.empty(), 1).records()).isEqualTo(act);
  }

  @Test
  @DisplayName("a subscriber's records come in pages, the newest first")
  default void pagesRecordsOfOneSubscriberNewestFirst() {
    List<ConsentRecord> written = acts(ANNA, 7);
    acts(ANNA_TOO, 2);
    List<ConsentRecord> read = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ConsentRecords.Page page = consents().records(ANNA, after, 3);
      assertThat(page.records()).hasSizeLessThanOrEqualTo(3);
      read.addAll(page.records());
      after = page.next();
    } while (after.isPresent());
    assertThat(read.reversed()).isEqualTo(written);
  }

  @Test
  @DisplayName("all records come in pages, each once")
  default void pagesAllRecordsOnce() {
    List<ConsentRecord> written = new ArrayList<>();
    Stream.concat(
            Stream.of(ANNA, ANNA_TOO),
            IntStream.range(0, 20).mapToObj(i -> new SubscriberId("customer-" + i)))
        .forEach(id -> written.addAll(acts(id, 3)));
    List<ConsentRecord> read = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ConsentRecords.Page page = consents().records(after, 7);
      assertThat(page.records()).hasSizeLessThanOrEqualTo(7);
      read.addAll(page.records());
      after = page.next();
    } while (after.isPresent());
    assertThat(read).containsExactlyInAnyOrderElementsOf(written);
    assertThat(read.stream().filter(record -> record.subscriber().equals(ANNA)))
        .isEqualTo(written.stream().filter(r -> r.subscriber().equals(ANNA)).toList());
  }

  @Test
  @DisplayName("a place that no page named is refused")
  default void rejectsUnknownPageToken() {
    for (String after : List.of("", "#", "64", "00/x", "anna", "1'; --")) {
      assertThatThrownBy(() -> consents().records(Optional.of(after), 1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("after");
      assertThatThrownBy(() -> consents().records(ANNA, Optional.of(after), 1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("after");
    }
  }

  @Test
  @DisplayName("no send commits after a change that it did not see")
  default void rejectsSendAfterUnseenChange() {
    saveSubscriber(subscriber(ANNA));
    SubscriberState seen = state(ANNA);
    repository()
        .commit(
            new StateUpdate(
                seen, List.of(record(ANNA, NOON, new ConsentChange.UnsubscribedFromAll()))));
    assertThat(repository().commit(Samples.withSend(seen, Samples.sent("spring", NOON))))
        .isEqualTo(Commit.CONFLICT);
  }

  @Test
  @DisplayName("of many changes of one standing one is made")
  default void acceptsOneOfConcurrentChanges() throws Exception {
    assumeAtomic();
    saveSubscriber(subscriber(ANNA));
    for (int round = 1; round <= 10; round++) {
      SubscriberState read = state(ANNA);
      List<ConsentRecord> act =
          List.of(record(ANNA, NOON.plusSeconds(round), new ConsentChange.Resubscribed()));
      List<Commit> outcomes =
          ConcurrentTasks.runConcurrently(() -> repository().commit(new StateUpdate(read, act)));
      assertThat(Collections.frequency(outcomes, Commit.COMMITTED)).isLessThanOrEqualTo(1);
      long made = state(ANNA).version() - read.version();
      assertThat(Collections.frequency(outcomes, Commit.COMMITTED)).isEqualTo((int) made);
    }
    assertThat(consents().records(ANNA, Optional.empty(), 100).records())
        .hasSize((int) state(ANNA).version());
  }

  private List<ConsentRecord> acts(SubscriberId id, int count) {
    saveSubscriber(subscriber(id));
    List<ConsentRecord> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ConsentChange change =
          i % 2 == 0 ? new ConsentChange.UnsubscribedFromAll() : new ConsentChange.Resubscribed();
      ConsentRecord record = record(id, NOON.plusSeconds(i), change);
      assertThat(repository().commit(new StateUpdate(state(id), List.of(record))))
          .isEqualTo(Commit.COMMITTED);
      written.add(record);
    }
    return written;
  }

  private static Stream<ConsentChange> everyChange() {
    return Stream.concat(
        Stream.of(Cadence.values()).flatMap(ConsentRecordsContract::chosen),
        Stream.concat(
            Stream.of(Suppression.Cause.values()).map(ConsentChange.Suppressed::new),
            Stream.of(
                new ConsentChange.UnsubscribedFromAll(),
                new ConsentChange.Resubscribed(),
                new ConsentChange.Paused(NOON.plusMillis(1)),
                new ConsentChange.Resumed(),
                new ConsentChange.Unsuppressed(),
                new ConsentChange.Unsuppressed(Optional.of("-+ mailbox was full"), false),
                new ConsentChange.Unsuppressed(Optional.of("took it back ✓"), true),
                new ConsentChange.Erased(),
                new ConsentChange.ErasureLifted())));
  }

  private static Stream<ConsentChange> chosen(Cadence cadence) {
    return Stream.of(Subscription.values())
        .map(subscription -> new TopicChoice(subscription, cadence))
        .map(choice -> new ConsentChange.TopicChosen(OFFERS, choice));
  }

  private static ConsentRecord chosen(SubscriberId id, TopicId topic) {
    TopicChoice choice = new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY);
    return record(id, NOON, new ConsentChange.TopicChosen(topic, choice));
  }

  private static Optional<CampaignId> campaign(ConsentSource means) {
    return means == ConsentSource.ONE_CLICK
        ? Optional.of(new CampaignId("spring"))
        : Optional.empty();
  }

  private static ConsentRecord record(SubscriberId id, Instant at, ConsentChange change) {
    return new ConsentRecord(at, id, change, ConsentSource.PREFERENCE_CENTRE, Optional.empty());
  }

  private SubscriberState state(SubscriberId id) {
    return repository().find(id).orElseThrow().state();
  }
}
