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
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberRepository.Creation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Storing subscribers, with and without choices. */
public interface SubscriberCreationContract extends SubscriberStoresFixture {

  SubscriberId ANNA = new SubscriberId("anna@shop-1");
  TopicChoice WEEKLY = new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY);
  TopicChoice NEVER = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);

  @Test
  @DisplayName("those who wait for an instant are found among others, also ones that do not exist")
  default void findsThoseWhoWait() {
    saveSubscriber(Samples.subscriber(ANNA));
    SubscriberId idle = new SubscriberId("idle");
    saveSubscriber(Samples.subscriber(idle));
    SubscriberId absent = new SubscriberId("absent");
    assertThat(repository().findWaiting(Set.of(ANNA, idle, absent))).isEmpty();

    SubscriberState known = repository().find(ANNA).orElseThrow().state();
    repository().commit(Samples.withDeferredSend(known, "spring", Samples.NOON));

    assertThat(repository().findWaiting(Set.of(ANNA, idle, absent))).containsExactly(ANNA);
    assertThat(repository().findWaiting(Set.of())).isEmpty();
  }

  @Test
  @DisplayName("a new subscriber is stored with what they chose and the record of it")
  default void storesSubscriberWithChoicesAndRecord() {
    SubscriberState chosen = chosen(SubscriberState.initial(ANNA), WEEKLY);
    assertThat(repository().create(bare(), Optional.of(new StateUpdate(chosen, act(WEEKLY)))))
        .isEqualTo(new Creation.Created());
    assertThat(record()).isEqualTo(new SubscriberRecord(bare(), chosen.withNextVersion()));
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEqualTo(act(WEEKLY));
  }

  @Test
  @DisplayName("creating a subscriber who is stored changes nothing")
  default void changesNothingIfSubscriberExists() {
    repository()
        .create(
            bare(),
            Optional.of(
                new StateUpdate(chosen(SubscriberState.initial(ANNA), WEEKLY), act(WEEKLY))));
    SubscriberRecord before = record();
    Subscriber other = Samples.subscriber(ANNA);
    assertThat(
            repository()
                .create(
                    other, Optional.of(new StateUpdate(chosen(before.state(), NEVER), act(NEVER)))))
        .isEqualTo(new Creation.Exists());
    assertThat(repository().create(other, Optional.empty())).isEqualTo(new Creation.Exists());
    assertThat(record()).isEqualTo(before);
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEqualTo(act(WEEKLY));
  }

  @Test
  @DisplayName("creating with a standing that changed meanwhile changes nothing")
  default void changesNothingForStaleState() {
    repository().commit(chosen(SubscriberState.initial(ANNA), NEVER));
    assertThat(
            repository()
                .create(
                    bare(),
                    Optional.of(
                        new StateUpdate(
                            chosen(SubscriberState.initial(ANNA), WEEKLY), act(WEEKLY)))))
        .isEqualTo(new Creation.Conflict());
    assertThat(repository().find(ANNA)).isEmpty();
    assertThat(repository().findState(ANNA))
        .isEqualTo(chosen(SubscriberState.initial(ANNA), NEVER).withNextVersion());
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEmpty();
  }

  @Test
  @DisplayName("a subscriber without choices has the standing that was there")
  default void keepsStateWithoutChoices() {
    repository().create(bare(), Optional.empty());
    assertThat(record().state()).isEqualTo(SubscriberState.initial(ANNA));
    assertThat(repository().findState(ANNA)).isEqualTo(SubscriberState.initial(ANNA));
    SubscriberId bela = new SubscriberId("bela");
    repository().commit(chosen(SubscriberState.initial(bela), NEVER));
    repository().create(Samples.subscriber(bela), Optional.empty());
    assertThat(repository().find(bela).orElseThrow().state().consents().choices())
        .isEqualTo(Map.of(OFFERS, NEVER));
  }

  @Test
  @DisplayName("replacing a subscriber keeps where we stand with them")
  default void keepsStateWhenReplacingSubscriber() {
    repository().create(bare(), Optional.empty());
    repository().commit(Samples.withSend(record().state(), Samples.sent("spring", NOON)));
    SubscriberState before = record().state();
    repository().saveAll(List.of(Samples.subscriber(ANNA)));
    assertThat(record()).isEqualTo(new SubscriberRecord(Samples.subscriber(ANNA), before));
  }

  @Test
  @DisplayName("a full batch is stored, and repeating it is harmless")
  default void storesFullBatchRepeatedly() {
    List<Subscriber> batch =
        IntStream.range(0, SubscriberRepository.MAX_BATCH)
            .mapToObj(i -> Samples.subscriber(new SubscriberId("customer-" + i)))
            .toList();
    repository().saveAll(batch);
    repository().saveAll(batch);
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
