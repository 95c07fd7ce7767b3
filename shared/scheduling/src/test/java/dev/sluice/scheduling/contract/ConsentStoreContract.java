package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static dev.sluice.scheduling.contract.Samples.OFFERS;
import static dev.sluice.scheduling.contract.Samples.subscriber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Freed;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ConsentStore} does. */
public abstract class ConsentStoreContract implements SubscriberStores {

  private static final SubscriberId ANNA = new SubscriberId("anna@shop-1");

  /** Sorts right after the other one, and shares all of its characters. */
  private static final SubscriberId ANNA_TOO = new SubscriberId("anna@shop-10");

  /** Returns the store under test, the same one during a test. */
  protected abstract ConsentStore store();

  @Test
  @DisplayName("a change is stored together with its records")
  void together() {
    put(subscriber(ANNA));
    Standing changed =
        standing(ANNA).with(standing(ANNA).consents().withLeftAll(Optional.of(NOON)));
    List<ConsentRecord> act = List.of(record(ANNA, NOON, new ConsentChange.AllLeft()));
    assertThat(store().commit(changed, act)).isEqualTo(Commit.COMMITTED);
    assertThat(standing(ANNA)).isEqualTo(changed.written());
    assertThat(store().records(ANNA, Optional.empty(), 10))
        .isEqualTo(new ConsentStore.Page(act, Optional.empty()));
  }

  @Test
  @DisplayName("what an address was freed of is read as it was written")
  void freed() {
    put(subscriber(ANNA));
    for (Freed freed : List.of(Freed.ofBounces(NOON), Freed.ofAll(NOON.plusMillis(1)))) {
      Standing changed = standing(ANNA).with(standing(ANNA).consents().freed(freed));
      List<ConsentRecord> act = List.of(record(ANNA, NOON, new ConsentChange.Unsuppressed()));
      assertThat(store().commit(changed, act)).isEqualTo(Commit.COMMITTED);
      assertThat(standing(ANNA)).isEqualTo(changed.written());
      assertThat(standing(ANNA).consents().freed()).isEqualTo(freed);
    }
  }

  @Test
  @DisplayName("a change that loses leaves no record")
  void lost() {
    put(subscriber(ANNA));
    Standing read = standing(ANNA);
    standings().commit(read);
    List<ConsentRecord> act = List.of(record(ANNA, NOON, new ConsentChange.AllLeft()));
    assertThat(store().commit(read, act)).isEqualTo(Commit.LOST);
    assertThat(standing(ANNA)).isEqualTo(read.written());
    assertThat(store().records(ANNA, Optional.empty(), 10).records()).isEmpty();
    assertThat(store().records(Optional.empty(), 10).records()).isEmpty();
  }

  @Test
  @DisplayName("every kind of change and means is read as it was written")
  void everyKind() {
    put(subscriber(ANNA));
    List<ConsentRecord> all = new ArrayList<>();
    for (Means means : Means.values()) {
      List<ConsentRecord> act =
          everyChange()
              .map(change -> new ConsentRecord(NOON, ANNA, change, means, campaign(means)))
              .toList();
      assertThat(store().commit(standing(ANNA), act)).isEqualTo(Commit.COMMITTED);
      all.addAll(0, act);
    }
    assertThat(store().records(ANNA, Optional.empty(), 10).records()).isEqualTo(all);
  }

  @Test
  @DisplayName("an act may change as much as there is")
  void largeAct() {
    put(subscriber(ANNA));
    List<ConsentRecord> act =
        IntStream.range(0, ConsentStore.MAX_CHANGES)
            .mapToObj(i -> chosen(ANNA, new TopicId("topic-with-a-rather-long-name-" + i)))
            .toList();
    assertThat(store().commit(standing(ANNA), act)).isEqualTo(Commit.COMMITTED);
    assertThat(store().records(ANNA, Optional.empty(), 1).records()).isEqualTo(act);
  }

  @Test
  @DisplayName("a subscriber's records come in pages, the newest first")
  void ofOne() {
    List<ConsentRecord> written = acts(ANNA, 7);
    acts(ANNA_TOO, 2);
    List<ConsentRecord> read = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ConsentStore.Page page = store().records(ANNA, after, 3);
      assertThat(page.records()).hasSizeLessThanOrEqualTo(3);
      read.addAll(page.records());
      after = page.next();
    } while (after.isPresent());
    assertThat(read.reversed()).isEqualTo(written);
  }

  @Test
  @DisplayName("all records come in pages, each once")
  void ofAll() {
    List<ConsentRecord> written = new ArrayList<>();
    Stream.concat(
            Stream.of(ANNA, ANNA_TOO),
            IntStream.range(0, 20).mapToObj(i -> new SubscriberId("customer-" + i)))
        .forEach(id -> written.addAll(acts(id, 3)));
    List<ConsentRecord> read = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ConsentStore.Page page = store().records(after, 7);
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
  void unknownPlace() {
    for (String after : List.of("", "#", "64", "00/x", "anna", "1'; --")) {
      assertThatThrownBy(() -> store().records(Optional.of(after), 1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("after");
      assertThatThrownBy(() -> store().records(ANNA, Optional.of(after), 1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("after");
    }
  }

  @Test
  @DisplayName("no send commits after a change that it did not see")
  void fence() {
    put(subscriber(ANNA));
    Standing seen = standing(ANNA);
    store().commit(seen, List.of(record(ANNA, NOON, new ConsentChange.AllLeft())));
    assertThat(standings().commit(Samples.plus(seen, Samples.sent("spring", NOON))))
        .isEqualTo(Commit.LOST);
  }

  @Test
  @DisplayName("of many changes of one standing one is made")
  void race() throws Exception {
    assumeAtomic();
    put(subscriber(ANNA));
    for (int round = 1; round <= 10; round++) {
      Standing read = standing(ANNA);
      List<ConsentRecord> act =
          List.of(record(ANNA, NOON.plusSeconds(round), new ConsentChange.Returned()));
      List<Commit> outcomes = Threads.race(() -> store().commit(read, act));
      assertThat(Collections.frequency(outcomes, Commit.COMMITTED)).isLessThanOrEqualTo(1);
      long made = standing(ANNA).version() - read.version();
      assertThat(Collections.frequency(outcomes, Commit.COMMITTED)).isEqualTo((int) made);
    }
    assertThat(store().records(ANNA, Optional.empty(), 100).records())
        .hasSize((int) standing(ANNA).version());
  }

  private List<ConsentRecord> acts(SubscriberId id, int count) {
    put(subscriber(id));
    List<ConsentRecord> written = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ConsentChange change =
          i % 2 == 0 ? new ConsentChange.AllLeft() : new ConsentChange.Returned();
      ConsentRecord record = record(id, NOON.plusSeconds(i), change);
      assertThat(store().commit(standing(id), List.of(record))).isEqualTo(Commit.COMMITTED);
      written.add(record);
    }
    return written;
  }

  private static Stream<ConsentChange> everyChange() {
    return Stream.concat(
        Stream.of(Cadence.values()).flatMap(ConsentStoreContract::chosen),
        Stream.concat(
            Stream.of(Suppression.Cause.values()).map(ConsentChange.Suppressed::new),
            Stream.of(
                new ConsentChange.AllLeft(),
                new ConsentChange.Returned(),
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

  private static Optional<CampaignId> campaign(Means means) {
    return means == Means.ONE_CLICK ? Optional.of(new CampaignId("spring")) : Optional.empty();
  }

  private static ConsentRecord record(SubscriberId id, Instant at, ConsentChange change) {
    return new ConsentRecord(at, id, change, Means.PREFERENCE_CENTRE, Optional.empty());
  }

  private Standing standing(SubscriberId id) {
    return standings().read(id).orElseThrow().standing();
  }
}
