package dev.sluice.core.contract;

import static dev.sluice.core.contract.Samples.NOON;
import static dev.sluice.core.contract.Samples.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.state.SubscriberStore;
import dev.sluice.core.state.SubscriberStore.Creation;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link SubscriberStore} does. */
public abstract class SubscriberStoreContract implements SubscriberStoresFixture {

  private static final SubscriberId ANNA = new SubscriberId("anna@shop-1");
  private static final TopicChoice WEEKLY =
      new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY);
  private static final TopicChoice NEVER =
      new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);

  /** Returns the store under test, the same one during a test. */
  protected abstract SubscriberStore store();

  @Test
  @DisplayName("a new subscriber is stored with what they chose and the record of it")
  void storesSubscriberWithChoicesAndRecord() {
    SubscriberState chosen = chosen(SubscriberState.initial(ANNA), WEEKLY);
    assertThat(store().create(bare(), chosen, act(WEEKLY))).isEqualTo(Creation.CREATED);
    assertThat(record()).isEqualTo(new SubscriberRecord(bare(), chosen.withNextVersion()));
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEqualTo(act(WEEKLY));
  }

  @Test
  @DisplayName("creating a subscriber who is stored changes nothing")
  void changesNothingIfSubscriberExists() {
    store().create(bare(), chosen(SubscriberState.initial(ANNA), WEEKLY), act(WEEKLY));
    SubscriberRecord before = record();
    Subscriber other = Samples.subscriber(ANNA);
    assertThat(store().create(other, chosen(before.state(), NEVER), act(NEVER)))
        .isEqualTo(Creation.EXISTS);
    assertThat(store().create(other, before.state(), List.of())).isEqualTo(Creation.EXISTS);
    assertThat(record()).isEqualTo(before);
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEqualTo(act(WEEKLY));
  }

  @Test
  @DisplayName("creating with a standing that changed meanwhile changes nothing")
  void changesNothingForStaleState() {
    repository().commit(chosen(SubscriberState.initial(ANNA), NEVER));
    assertThat(store().create(bare(), chosen(SubscriberState.initial(ANNA), WEEKLY), act(WEEKLY)))
        .isEqualTo(Creation.CONFLICT);
    assertThat(repository().find(ANNA)).isEmpty();
    assertThat(consents().findState(ANNA))
        .isEqualTo(chosen(SubscriberState.initial(ANNA), NEVER).withNextVersion());
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEmpty();
  }

  @Test
  @DisplayName("a subscriber without choices has the standing that was there")
  void keepsStateWithoutChoices() {
    store().create(bare(), SubscriberState.initial(ANNA), List.of());
    assertThat(record().state()).isEqualTo(SubscriberState.initial(ANNA));
    assertThat(consents().findState(ANNA)).isEqualTo(SubscriberState.initial(ANNA));
    SubscriberId bela = new SubscriberId("bela");
    repository().commit(chosen(SubscriberState.initial(bela), NEVER));
    store().create(Samples.subscriber(bela), SubscriberState.initial(bela), List.of());
    assertThat(repository().find(bela).orElseThrow().state().consents().choices())
        .isEqualTo(Map.of(OFFERS, NEVER));
  }

  @Test
  @DisplayName("replacing a subscriber keeps where we stand with them")
  void keepsStateWhenReplacingSubscriber() {
    store().create(bare(), SubscriberState.initial(ANNA), List.of());
    repository().commit(Samples.withSend(record().state(), Samples.sent("spring", NOON)));
    SubscriberState before = record().state();
    store().saveAll(List.of(Samples.subscriber(ANNA)));
    assertThat(record()).isEqualTo(new SubscriberRecord(Samples.subscriber(ANNA), before));
  }

  @Test
  @DisplayName("a full batch is stored, and repeating it is harmless")
  void storesFullBatchRepeatedly() {
    List<Subscriber> batch =
        IntStream.range(0, SubscriberStore.MAX_BATCH)
            .mapToObj(i -> Samples.subscriber(new SubscriberId("customer-" + i)))
            .toList();
    store().saveAll(batch);
    store().saveAll(batch);
    for (Subscriber subscriber : batch) {
      assertThat(repository().find(subscriber.id()))
          .contains(new SubscriberRecord(subscriber, SubscriberState.initial(subscriber.id())));
    }
  }

  private static SubscriberState chosen(SubscriberState standing, TopicChoice choice) {
    return standing.with(standing.consents().withChoice(OFFERS, choice));
  }

  private static List<ConsentRecord> act(TopicChoice choice) {
    return List.of(
        new ConsentRecord(
            NOON,
            ANNA,
            new ConsentChange.TopicChosen(OFFERS, choice),
            ConsentSource.API,
            Optional.empty()));
  }

  private SubscriberRecord record() {
    return repository().find(ANNA).orElseThrow();
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
