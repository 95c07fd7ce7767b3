package dev.sluice.scheduling.contract;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static dev.sluice.scheduling.contract.Samples.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.SubscriberRecord;
import dev.sluice.scheduling.visit.SubscriberStore;
import dev.sluice.scheduling.visit.SubscriberStore.Creation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link SubscriberStore} does. */
public abstract class SubscriberStoreContract implements SubscriberStores {

  private static final SubscriberId ANNA = new SubscriberId("anna@shop-1");
  private static final TopicChoice WEEKLY =
      new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY);
  private static final TopicChoice NEVER =
      new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);

  /** Returns the store under test, the same one during a test. */
  protected abstract SubscriberStore store();

  @Test
  @DisplayName("a new subscriber is stored with what they chose and the record of it")
  void create() {
    Standing chosen = chosen(Standing.blank(ANNA), WEEKLY);
    assertThat(store().create(bare(), chosen, act(WEEKLY))).isEqualTo(Creation.CREATED);
    assertThat(record()).isEqualTo(new SubscriberRecord(bare(), chosen.written()));
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEqualTo(act(WEEKLY));
  }

  @Test
  @DisplayName("creating a subscriber who is stored changes nothing")
  void exists() {
    store().create(bare(), chosen(Standing.blank(ANNA), WEEKLY), act(WEEKLY));
    SubscriberRecord before = record();
    Subscriber other = Samples.subscriber(ANNA);
    assertThat(store().create(other, chosen(before.standing(), NEVER), act(NEVER)))
        .isEqualTo(Creation.EXISTS);
    assertThat(store().create(other, before.standing(), List.of())).isEqualTo(Creation.EXISTS);
    assertThat(record()).isEqualTo(before);
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEqualTo(act(WEEKLY));
  }

  @Test
  @DisplayName("creating with a standing that changed meanwhile changes nothing")
  void lost() {
    standings().commit(chosen(Standing.blank(ANNA), NEVER));
    assertThat(store().create(bare(), chosen(Standing.blank(ANNA), WEEKLY), act(WEEKLY)))
        .isEqualTo(Creation.LOST);
    assertThat(standings().read(ANNA)).isEmpty();
    assertThat(consents().standing(ANNA)).isEqualTo(chosen(Standing.blank(ANNA), NEVER).written());
    assertThat(consents().records(ANNA, Optional.empty(), 10).records()).isEmpty();
  }

  @Test
  @DisplayName("a subscriber without choices has the standing that was there")
  void withoutChoices() {
    store().create(bare(), Standing.blank(ANNA), List.of());
    assertThat(record().standing()).isEqualTo(Standing.blank(ANNA));
    assertThat(consents().standing(ANNA)).isEqualTo(Standing.blank(ANNA));
    SubscriberId bela = new SubscriberId("bela");
    standings().commit(chosen(Standing.blank(bela), NEVER));
    store().create(Samples.subscriber(bela), Standing.blank(bela), List.of());
    assertThat(standings().read(bela).orElseThrow().standing().consents().choices())
        .isEqualTo(Map.of(OFFERS, NEVER));
  }

  @Test
  @DisplayName("replacing a subscriber keeps where we stand with them")
  void replace() {
    store().create(bare(), Standing.blank(ANNA), List.of());
    standings().commit(Samples.plus(record().standing(), Samples.sent("spring", NOON)));
    Standing before = record().standing();
    store().putAll(List.of(Samples.subscriber(ANNA)));
    assertThat(record()).isEqualTo(new SubscriberRecord(Samples.subscriber(ANNA), before));
  }

  @Test
  @DisplayName("a full batch is stored, and repeating it is harmless")
  void batch() {
    List<Subscriber> batch =
        IntStream.range(0, SubscriberStore.MAX_BATCH)
            .mapToObj(i -> Samples.subscriber(new SubscriberId("customer-" + i)))
            .toList();
    store().putAll(batch);
    store().putAll(batch);
    for (Subscriber subscriber : batch) {
      assertThat(standings().read(subscriber.id()))
          .contains(new SubscriberRecord(subscriber, Standing.blank(subscriber.id())));
    }
  }

  private static Standing chosen(Standing standing, TopicChoice choice) {
    return standing.with(standing.consents().with(OFFERS, choice));
  }

  private static List<ConsentRecord> act(TopicChoice choice) {
    return List.of(
        new ConsentRecord(
            NOON,
            ANNA,
            new ConsentChange.TopicChosen(OFFERS, choice),
            Means.API,
            Optional.empty()));
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
