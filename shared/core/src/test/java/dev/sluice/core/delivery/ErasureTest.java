package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SubscriberImport;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.service.SubscriberImportService.CreateResult;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
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

  private final WorkerFixture world = new WorkerFixture();
  private final ErasureService erasures = world.erasureService();
  private final SubscriberImportService imports = world.importService();
  private SubscriberId anna;
  private Subscriber asImported;
  private CampaignId second;

  /** One send a day: the first campaign has gone out, the second waits for a day. */
  @BeforeEach
  void deferSecondCampaign() {
    anna = world.addSubscribers(SHARD, 1).getFirst();
    asImported = world.subscribers.find(anna).orElseThrow().subscriber();
    world.campaigns.announce("first", 9);
    second = world.campaigns.announce("second", 5);
    Shard.all().forEach(world::work);
    world.now = world.now.plus(Duration.ofHours(1));
  }

  @Test
  @DisplayName("is unknown at once, and nothing names them any more")
  void erasedSubscriberIsUnknownAtOnce() {
    world
        .consentService()
        .change(
            anna,
            List.of(new ConsentChange.UnsubscribedFromAll()),
            ConsentSource.API,
            Optional.empty());

    assertThat(erase()).isTrue();

    assertThat(world.subscribers.find(anna)).isEmpty();
    SubscriberRecord left = world.subscribers.findIncludingErased(anna).orElseThrow();
    assertThat(left.subscriber()).isEqualTo(Subscriber.erased(anna));
    assertThat(left.state().history()).isEmpty();
    assertThat(left.state().drops()).isEmpty();
    assertThat(world.subscribers.records(anna, Optional.empty(), 10).records()).isEmpty();
    assertThat(erase()).as("again").isFalse();
    ConsentRecord told =
        new ConsentRecord(
            world.now,
            anna,
            new ConsentChange.Erased(),
            ConsentSource.PREFERENCE_CENTRE,
            Optional.empty());
    assertThat(world.events).last().isEqualTo(DomainEvent.of(told));
  }

  @Test
  @DisplayName("has what waits dropped and counted within a minute, so that its campaign closes")
  void deferredSendsAreDroppedSoThatCampaignsClose() {
    erase();

    dispatchAndWork();

    assertThat(world.countsOf(second))
        .isEqualTo(new SendCounts(0, 0, 0, Map.of(DropCode.UNSUBSCRIBED_FROM_ALL, 1L)));
    world.dispatcher().dispatch();
    assertThat(world.campaigns.open).isEmpty();
    assertThat(world.renderer.sent).as("the mail of before").hasSize(1);
  }

  @Test
  @DisplayName("has what a paused campaign holds dropped too")
  void sendsOfPausedCampaignsAreDropped() {
    world.campaigns.setState(second, CampaignState.PAUSED, 1);

    erase();
    dispatchAndWork();

    assertThat(world.countsOf(second).waiting()).isZero();
  }

  @Test
  @DisplayName("is gone without a trace but the mark, once no visit can have read them before")
  void everythingButTheMarkIsDeletedAfterGracePeriod() {
    erase();
    dispatchAndWork();
    assertThat(world.subscribers.findIncludingErased(anna)).isPresent();

    world.now = world.now.plus(Duration.ofMinutes(10));
    dispatchAndWork();

    assertThat(world.subscribers.findAll()).isEmpty();
    world.dispatchedShards.clear();
    world.now = world.now.plus(Duration.ofMinutes(10));
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).isEmpty();
    assertThat(put(asImported).erased()).containsOnlyKeys(anna);
  }

  @Test
  @DisplayName("is forgotten also if nothing ever waited or was sent")
  void subscriberWithoutSendsIsDeletedToo() {
    world.campaigns.open.clear();
    SubscriberId bela = world.addSubscribers(SHARD, 2).getLast();

    erasures.erase(bela, ConsentSource.API);
    world.now = world.now.plus(Duration.ofMinutes(11));
    world.dispatcher().dispatch();
    world.work(SHARD);

    assertThat(world.subscribers.findIncludingErased(bela)).isEmpty();
  }

  @Test
  @DisplayName("is not brought back by an import, whatever the id or the address, in any case")
  void importsDoNotRestoreErasedSubscribers() {
    erase();

    assertThat(put(asImported).erased().get(anna).source())
        .isEqualTo(ConsentSource.PREFERENCE_CENTRE);
    assertThat(put(of(new SubscriberId("new-id"), asImported.address().value())).erased())
        .hasSize(1);
    assertThat(
            put(of(new SubscriberId("new-id"), asImported.address().value().toUpperCase()))
                .erased())
        .hasSize(1);
    assertThat(put(of(anna, "other@example.com")).erased()).hasSize(1);
    assertThat(create(asImported)).isInstanceOf(CreateResult.Erased.class);
    assertThat(world.subscribers.find(anna)).isEmpty();
    assertThat(world.subscribers.find(new SubscriberId("new-id"))).isEmpty();
  }

  @Test
  @DisplayName("does not keep the others of a batch from being stored")
  void otherSubscribersOfTheBatchAreStored() {
    erase();
    Subscriber bela = of(new SubscriberId("bela"), "bela@example.com");

    var report =
        imports.importAll(
            List.of(
                new SubscriberImport(asImported, Map.of(), false),
                new SubscriberImport(bela, Map.of(), false)));

    assertThat(report.erased()).containsOnlyKeys(anna);
    assertThat(world.subscribers.find(bela.id())).isPresent();
  }

  @Test
  @DisplayName("is erased again if an import that had looked before stores them")
  void concurrentImportIsUndone() {
    world.stores.beforeSaveAll = this::erase;

    assertThat(put(asImported).erased()).containsOnlyKeys(anna);

    assertThat(world.subscribers.find(anna)).isEmpty();
    assertThat(world.subscribers.findIncludingErased(anna).orElseThrow().subscriber().isErased())
        .isTrue();
  }

  @Test
  @DisplayName("is erased again by the next import if one stopped after it had stored them")
  void nextImportRemovesLeftoversOfAStoppedOne() {
    erase();
    world.subscribers.save(asImported);
    assertThat(world.subscribers.find(anna)).isPresent();

    assertThat(put(asImported).erased()).containsOnlyKeys(anna);

    assertThat(world.subscribers.find(anna)).isEmpty();
  }

  @Test
  @DisplayName("can come back when they ask to, with a record of it")
  void erasedSubscriberCanReturn() {
    erase();

    assertThat(erasures.liftErasure(anna, asImported.address())).isTrue();
    world.now = world.now.plus(Duration.ofMinutes(11));
    world.dispatcher().dispatch();
    world.work(SHARD);
    world.work(SHARD);

    assertThat(erasures.liftErasure(anna, asImported.address())).as("again").isFalse();
    assertThat(create(asImported)).isInstanceOf(CreateResult.Created.class);
    assertThat(world.subscribers.find(anna)).isPresent();
  }

  private boolean erase() {
    return erasures.erase(anna, ConsentSource.PREFERENCE_CENTRE);
  }

  private SubscriberImportService.ImportResult put(Subscriber subscriber) {
    return imports.importAll(List.of(new SubscriberImport(subscriber, Map.of(), false)));
  }

  private CreateResult create(Subscriber subscriber) {
    return imports.create(new SubscriberImport(subscriber, Map.of(), false));
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

  private void dispatchAndWork() {
    world.dispatchedShards.clear();
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).containsExactly(SHARD);
    world.work(SHARD);
  }
}
