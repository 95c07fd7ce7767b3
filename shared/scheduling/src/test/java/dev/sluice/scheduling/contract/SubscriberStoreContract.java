package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static dev.sluice.scheduling.contract.Samples.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.Enrolment;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SubscriberStore} does. */
public abstract class SubscriberStoreContract {

  private static final SubscriberId ANNA = new SubscriberId("anna@shop-1");
  private static final TopicId NEWS = new TopicId("news");
  private static final TopicChoice WEEKLY =
      new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY);
  private static final TopicChoice NEVER =
      new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);

  /** Returns the store under test, the same one during a test. */
  protected abstract SubscriberStore store();

  /** Returns the store of the standings beside the subscribers. */
  protected abstract StandingStore standings();

  @Test
  void aNewSubscriberIsStoredWithWhatTheyChose() {
    assertThat(store().create(new Enrolment(bare(), Map.of(OFFERS, WEEKLY)))).isTrue();
    assertThat(record().subscriber()).isEqualTo(bare());
    assertThat(record().standing().consents().choices()).isEqualTo(Map.of(OFFERS, WEEKLY));
  }

  @Test
  void creatingASubscriberWhoIsStoredChangesNothing() {
    store().create(new Enrolment(bare(), Map.of(OFFERS, WEEKLY)));
    SubscriberRecord before = record();
    assertThat(store().create(new Enrolment(Samples.subscriber(ANNA), Map.of(OFFERS, NEVER))))
        .isFalse();
    assertThat(store().create(new Enrolment(Samples.subscriber(ANNA), Map.of()))).isFalse();
    assertThat(record()).isEqualTo(before);
  }

  @Test
  void aSubscriberWithoutChoicesHasABlankStanding() {
    store().create(new Enrolment(bare(), Map.of()));
    assertThat(record().standing()).isEqualTo(Standing.blank(ANNA));
  }

  @Test
  void replacingASubscriberKeepsWhereWeStandWithThem() {
    store().create(new Enrolment(bare(), Map.of()));
    standings().commit(Samples.plus(record().standing(), Samples.sent("spring", NOON)));
    Standing before = record().standing();
    store().putAll(List.of(new Enrolment(Samples.subscriber(ANNA), Map.of())));
    assertThat(record()).isEqualTo(new SubscriberRecord(Samples.subscriber(ANNA), before));
  }

  @Test
  void onlyTheTopicsThatAreNamedAreChosenAnew() {
    store().create(new Enrolment(bare(), Map.of(OFFERS, WEEKLY)));
    standings().commit(Samples.plus(record().standing(), Samples.sent("spring", NOON)));
    store().putAll(List.of(new Enrolment(bare(), Map.of(NEWS, NEVER))));
    assertThat(record().standing().consents().choices())
        .isEqualTo(Map.of(OFFERS, WEEKLY, NEWS, NEVER));
    assertThat(record().standing().history()).hasSize(1);
  }

  @Test
  void choosingAnewIsAWriteThatAStaleCommitLosesTo() {
    store().create(new Enrolment(bare(), Map.of()));
    Standing seen = record().standing();
    store().putAll(List.of(new Enrolment(bare(), Map.of(OFFERS, NEVER))));
    assertThat(standings().commit(Samples.plus(seen, Samples.sent("spring", NOON))))
        .isEqualTo(StandingStore.Commit.LOST);
  }

  @Test
  void aFullBatchIsStoredAndRepeatingItIsHarmless() {
    List<Enrolment> batch =
        IntStream.range(0, SubscriberStore.MAX_BATCH)
            .mapToObj(i -> new SubscriberId("customer-" + i))
            .map(id -> new Enrolment(Samples.subscriber(id), Map.of()))
            .toList();
    store().putAll(batch);
    store().putAll(batch);
    for (Enrolment enrolment : batch) {
      SubscriberId id = enrolment.subscriber().id();
      assertThat(standings().read(id))
          .contains(new SubscriberRecord(enrolment.subscriber(), Standing.blank(id)));
    }
  }

  private SubscriberRecord record() {
    return standings().read(ANNA).orElseThrow();
  }

  private static Subscriber bare() {
    return new Subscriber(
        ANNA,
        new EmailAddress("anna@example.com"),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.PROSPECT,
        Map.of());
  }
}
