package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.Enrolment;
import dev.sluice.scheduling.desk.EnrolmentDesk;
import dev.sluice.scheduling.desk.EnrolmentDesk.Creation;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.ErasureDesk.Outcome;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who is erased")
final class ErasureTest {

  private static final Shard SHARD = new Shard(3);

  private final World world = new World();
  private final ErasureDesk desk = world.erasures();
  private final EnrolmentDesk enrolments =
      new EnrolmentDesk(world.office(), world.subscribers, desk);
  private SubscriberId anna;
  private Subscriber asImported;
  private CampaignId second;

  /** One send a day: the first campaign has gone out, the second waits for a day. */
  @BeforeEach
  void theSecondCampaignWaits() {
    anna = world.addSubscribers(SHARD, 1).getFirst();
    asImported = world.subscribers.read(anna).orElseThrow().subscriber();
    world.campaigns.announce("first", 9);
    second = world.campaigns.announce("second", 5);
    Shard.all().forEach(world::work);
    world.now = world.now.plus(Duration.ofHours(1));
  }

  @Test
  @DisplayName("is unknown at once, and nothing names them any more")
  void isUnknown() {
    world.desk().change(anna, List.of(new ConsentChange.AllLeft()), Means.API, Optional.empty());

    assertThat(erase()).isEqualTo(Outcome.ERASED);

    assertThat(world.subscribers.read(anna)).isEmpty();
    SubscriberRecord left = world.subscribers.readForVisit(anna).orElseThrow();
    assertThat(left.subscriber()).isEqualTo(Subscriber.nameless(anna));
    assertThat(left.standing().history()).isEmpty();
    assertThat(left.standing().drops()).isEmpty();
    assertThat(world.subscribers.records(anna, Optional.empty(), 10).records()).isEmpty();
    assertThat(erase()).as("again").isEqualTo(Outcome.UNKNOWN);
    ConsentRecord told =
        new ConsentRecord(
            world.now, anna, new ConsentChange.Erased(), Means.PREFERENCE_CENTRE, Optional.empty());
    assertThat(world.events).last().isEqualTo(DomainEvent.of(told));
  }

  @Test
  @DisplayName("has what waits dropped and counted within a minute, so that its campaign closes")
  void campaignsClose() {
    erase();

    tickAndWork();

    assertThat(world.counts(second))
        .isEqualTo(new Counts(0, 0, 0, Map.of(DropCode.UNSUBSCRIBED_FROM_ALL, 1L)));
    world.ticker().tick();
    assertThat(world.campaigns.open).isEmpty();
    assertThat(world.post.sent).as("the mail of before").hasSize(1);
  }

  @Test
  @DisplayName("has what a paused campaign holds dropped too")
  void heldIsDropped() {
    world.campaigns.change(second, CampaignState.PAUSED, 1);

    erase();
    tickAndWork();

    assertThat(world.counts(second).waiting()).isZero();
  }

  @Test
  @DisplayName("is gone without a trace but the mark, once no visit can have read them before")
  void isForgotten() {
    erase();
    tickAndWork();
    assertThat(world.subscribers.readForVisit(anna)).isPresent();

    world.now = world.now.plus(Duration.ofMinutes(10));
    tickAndWork();

    assertThat(world.subscribers.all()).isEmpty();
    world.calls.clear();
    world.now = world.now.plus(Duration.ofMinutes(10));
    world.ticker().tick();
    assertThat(world.calls).isEmpty();
    assertThat(put(asImported).erased()).containsOnlyKeys(anna);
  }

  @Test
  @DisplayName("is forgotten also if nothing ever waited or was sent")
  void isForgottenWithoutAStanding() {
    world.campaigns.open.clear();
    SubscriberId bela = world.addSubscribers(SHARD, 2).getLast();

    desk.erase(bela, Means.API);
    world.now = world.now.plus(Duration.ofMinutes(11));
    world.ticker().tick();
    world.work(SHARD);

    assertThat(world.subscribers.readForVisit(bela)).isEmpty();
  }

  @Test
  @DisplayName("is not brought back by an import, whatever the id or the address, in any case")
  void staysErased() {
    erase();

    assertThat(put(asImported).erased().get(anna).means()).isEqualTo(Means.PREFERENCE_CENTRE);
    assertThat(put(of(new SubscriberId("new-id"), asImported.address().value())).erased())
        .hasSize(1);
    assertThat(
            put(of(new SubscriberId("new-id"), asImported.address().value().toUpperCase()))
                .erased())
        .hasSize(1);
    assertThat(put(of(anna, "other@example.com")).erased()).hasSize(1);
    assertThat(create(asImported)).isInstanceOf(Creation.Erased.class);
    assertThat(world.subscribers.read(anna)).isEmpty();
    assertThat(world.subscribers.read(new SubscriberId("new-id"))).isEmpty();
  }

  @Test
  @DisplayName("does not keep the others of a batch from being stored")
  void othersAreStored() {
    erase();
    Subscriber bela = of(new SubscriberId("bela"), "bela@example.com");

    var report =
        enrolments.put(
            List.of(
                new Enrolment(asImported, Map.of(), false), new Enrolment(bela, Map.of(), false)));

    assertThat(report.erased()).containsOnlyKeys(anna);
    assertThat(world.subscribers.read(bela.id())).isPresent();
  }

  @Test
  @DisplayName("is erased again if an import that had looked before stores them")
  void importsInFlightAreUndone() {
    world.stores.beforePutAll = this::erase;

    assertThat(put(asImported).erased()).containsOnlyKeys(anna);

    assertThat(world.subscribers.read(anna)).isEmpty();
    assertThat(world.subscribers.readForVisit(anna).orElseThrow().subscriber().isNameless())
        .isTrue();
  }

  @Test
  @DisplayName("is erased again by the next import if one stopped after it had stored them")
  void leftoversAreRemoved() {
    erase();
    world.subscribers.put(asImported);
    assertThat(world.subscribers.read(anna)).isPresent();

    assertThat(put(asImported).erased()).containsOnlyKeys(anna);

    assertThat(world.subscribers.read(anna)).isEmpty();
  }

  @Test
  @DisplayName("can come back when they ask to, with a record of it")
  void comesBack() {
    erase();

    assertThat(desk.lift(anna, asImported.address())).isTrue();
    world.now = world.now.plus(Duration.ofMinutes(11));
    world.ticker().tick();
    world.work(SHARD);
    world.work(SHARD);

    assertThat(desk.lift(anna, asImported.address())).as("again").isFalse();
    assertThat(create(asImported)).isInstanceOf(Creation.Created.class);
    assertThat(world.subscribers.read(anna)).isPresent();
  }

  private Outcome erase() {
    return desk.erase(anna, Means.PREFERENCE_CENTRE);
  }

  private EnrolmentDesk.Report put(Subscriber subscriber) {
    EnrolmentDesk pausing = new EnrolmentDesk(world.office(), world.stores.imports(), desk);
    return pausing.put(List.of(new Enrolment(subscriber, Map.of(), false)));
  }

  private Creation create(Subscriber subscriber) {
    return enrolments.create(new Enrolment(subscriber, Map.of(), false));
  }

  private static Subscriber of(SubscriberId id, String address) {
    return new Subscriber(
        id,
        new EmailAddress(address),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        Map.of());
  }

  private void tickAndWork() {
    world.calls.clear();
    world.ticker().tick();
    assertThat(world.calls).containsExactly(SHARD);
    world.work(SHARD);
  }
}
