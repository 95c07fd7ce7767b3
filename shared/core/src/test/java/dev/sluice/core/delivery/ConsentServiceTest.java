package dev.sluice.core.delivery;

import static dev.sluice.core.delivery.ActiveCampaignsFixture.OFFERS;
import static dev.sluice.core.delivery.WorkerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.ConcurrentUpdateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The consent desk")
final class ConsentServiceTest {

  private static final Shard SHARD = new Shard(3);
  private static final ConsentChange LEAVE = chosen(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);
  private static final ConsentChange LEAVE_ALL = new ConsentChange.UnsubscribedFromAll();

  private final WorkerFixture world = new WorkerFixture();
  private SubscriberId anna;
  private CampaignId first;
  private CampaignId second;

  /** One send a day: the first campaign has gone out, the second waits for a day. */
  @BeforeEach
  void deferSecondCampaign() {
    anna = world.addSubscribers(SHARD, 1).getFirst();
    first = world.campaigns.announce("first", 9);
    second = world.campaigns.announce("second", 5);
    Shard.all().forEach(world::work);
    world.now = START.plus(Duration.ofHours(1));
    assertThat(deferredUntil()).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  @DisplayName("stores a change with its record, and tells other systems")
  void storesChangeWithRecordAndPublishesEvent() {
    Optional<SubscriberRecord> stored = change(LEAVE);

    TopicChoice left = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);
    ConsentRecord record =
        new ConsentRecord(
            world.now,
            anna,
            new ConsentChange.TopicChosen(OFFERS.id(), left),
            ConsentSource.PREFERENCE_CENTRE,
            Optional.of(first));
    assertThat(world.stateOf(anna).consents().choices()).containsEntry(OFFERS.id(), left);
    assertThat(records()).containsExactly(record);
    assertThat(world.events).last().isEqualTo(DomainEvent.of(record));
    assertThat(stored).isPresent().isEqualTo(world.subscribers.find(anna));
  }

  @Test
  @DisplayName("writes, records and tells nothing when nothing changes")
  void writesNothingWhenNothingChanges() {
    change(LEAVE, LEAVE_ALL);
    SubscriberState before = world.stateOf(anna);
    int told = world.events.size();

    change(LEAVE, LEAVE_ALL, new ConsentChange.Resumed(), new ConsentChange.Unsuppressed());

    assertThat(world.stateOf(anna)).isEqualTo(before);
    assertThat(records()).hasSize(2);
    assertThat(world.events).hasSize(told);
  }

  @Test
  @DisplayName("records only those changes that changed anything, in one write")
  void recordsOnlyEffectiveChangesInOneWrite() {
    long version = world.stateOf(anna).version();

    change(new ConsentChange.Resubscribed(), LEAVE_ALL, new ConsentChange.Resumed());

    assertThat(records()).extracting(ConsentRecord::change).containsExactly(LEAVE_ALL);
    assertThat(world.stateOf(anna).version()).isEqualTo(version + 1);
  }

  @Test
  @DisplayName("knows nothing of whom is not stored")
  void reportsUnknownSubscribers() {
    assertThat(
            world
                .consentService()
                .change(new SubscriberId("x"), List.of(LEAVE), ConsentSource.API, Optional.empty()))
        .isEmpty();
  }

  @Test
  @DisplayName("moves what waits to where a slower cadence wants it, in the same write")
  void slowerCadencePostponesDeferredSendsInSameWrite() {
    long version = world.stateOf(anna).version();

    change(cadence(Cadence.WEEKLY));

    assertThat(world.stateOf(anna).version()).isEqualTo(version + 1);
    assertThat(deferredUntil()).isEqualTo(Instant.parse("2026-03-09T00:00:00Z"));
    assertThat(world.stateOf(anna).dueAt()).contains(deferredUntil());
    assertThat(isRevisitRequested()).as("later than the shard knows: no hurry").isFalse();
  }

  @Test
  @DisplayName("moves what waits forward again with a faster cadence, and nudges the shard")
  void fasterCadenceAdvancesDeferredSendsAndRequestsRevisit() {
    change(cadence(Cadence.WEEKLY));

    change(cadence(Cadence.AS_IT_COMES));

    assertThat(deferredUntil()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(world.stateOf(anna).dueAt()).contains(deferredUntil());
    assertThat(isRevisitRequested()).isTrue();
  }

  @Test
  @DisplayName("makes due at once, and does not send, what could go now")
  void makesSendsDueWithoutSendingThem() {
    change(new ConsentChange.Paused(START.plus(Duration.ofDays(5))));
    assertThat(deferredUntil()).isEqualTo(START.plus(Duration.ofDays(5)));
    world.now = START.plus(Duration.ofDays(2));
    world.renderer.sent.clear();

    change(new ConsentChange.Resumed());

    assertThat(world.renderer.sent).isEmpty();
    assertThat(deferredUntil()).isEqualTo(world.now);
    assertThat(isRevisitRequested()).isTrue();
    world.work(SHARD);
    assertThat(world.renderer.sent)
        .singleElement()
        .extracting(RecordingMessageRenderer.SentMessage::campaign)
        .isEqualTo(second);
  }

  @Test
  @DisplayName(
      "keeps what waits until a pause ends, and leaves the drop of what ends before to visits")
  void pausePostponesDeferredSendsAndLeavesDropsToWorker() {
    change(new ConsentChange.Paused(START.plus(Duration.ofDays(30))));

    assertThat(world.stateOf(anna).deferredSends()).hasSize(1);
    assertThat(world.stateOf(anna).dueAt()).contains(world.now);
    dispatchAndWork();
    assertThat(world.countsOf(second).dropped()).containsEntry(DropCode.EXPIRED, 1L);
    assertThat(world.countsOf(second).waiting()).isZero();
  }

  @Test
  @DisplayName("leaves what a paused campaign holds without an instant")
  void sendsOfPausedCampaignsStayWithoutDueInstant() {
    world.campaigns.setState(second, CampaignState.PAUSED, 1);

    change(cadence(Cadence.WEEKLY));

    assertThat(deferredUntil()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(world.stateOf(anna).dueAt()).isEmpty();
    assertThat(isRevisitRequested()).isFalse();
  }

  @Test
  @DisplayName("has an opt-out counted at the next tick, long before the shard was due")
  void optOutIsCountedAtNextDispatch() {
    change(LEAVE);
    assertThat(world.stateOf(anna).dueAt()).contains(world.now);
    assertThat(world.stateOf(anna).deferredSends()).hasSize(1);

    dispatchAndWork();

    assertThat(world.stateOf(anna).deferredSends()).isEmpty();
    assertThat(world.countsOf(second))
        .isEqualTo(new SendCounts(0, 0, 0, Map.of(DropCode.NOT_SUBSCRIBED, 1L)));
    world.dispatchedShards.clear();
    world.now = world.now.plusSeconds(60);
    assertThat(world.dispatcher().dispatch().closed()).isOne();
    assertThat(world.dispatchedShards).as("the nudge is served").isEmpty();
  }

  @Test
  @DisplayName("keeps the topics' choices of whom leaves everything, for when they come back")
  void keepsTopicChoicesForSubscribersWhoReturn() {
    change(cadence(Cadence.MONTHLY));
    change(LEAVE_ALL);
    assertThat(world.stateOf(anna).consents().unsubscribedAt()).contains(world.now);

    change(new ConsentChange.Resubscribed());

    assertThat(world.stateOf(anna).consents().unsubscribedAt()).isEmpty();
    assertThat(world.stateOf(anna).consents().choiceFor(OFFERS).cadence())
        .isEqualTo(Cadence.MONTHLY);
    assertThat(records())
        .extracting(ConsentRecord::change)
        .containsExactly(new ConsentChange.Resubscribed(), LEAVE_ALL, cadence(Cadence.MONTHLY));
  }

  @Test
  @DisplayName(
      "keeps the cadence of a topic that is left, whatever the change says, and records it")
  void keepsCadenceOfUnsubscribedTopic() {
    change(cadence(Cadence.MONTHLY));

    change(LEAVE);

    assertThat(records().getFirst().change())
        .isEqualTo(chosen(Subscription.UNSUBSCRIBED, Cadence.MONTHLY));
  }

  @Test
  @DisplayName("gives up when other writers come first each time, and has changed nothing")
  void givesUpAfterLosingEveryAttempt() {
    world.stores.beforeConsentCommit = this::writeConcurrently;

    assertThatThrownBy(() -> change(LEAVE)).isInstanceOf(ConcurrentUpdateException.class);

    assertThat(records()).isEmpty();
    assertThat(world.stateOf(anna).consents().choices()).isEmpty();
  }

  private void writeConcurrently() {
    world.subscribers.commit(world.stateOf(anna));
  }

  private void dispatchAndWork() {
    world.dispatchedShards.clear();
    world.dispatcher().dispatch();
    assertThat(world.dispatchedShards).containsExactly(SHARD);
    world.work(SHARD);
  }

  private Optional<SubscriberRecord> change(ConsentChange... changes) {
    return world
        .consentService()
        .change(anna, List.of(changes), ConsentSource.PREFERENCE_CENTRE, Optional.of(first));
  }

  private List<ConsentRecord> records() {
    return world.subscribers.records(anna, Optional.empty(), 10).records();
  }

  private Instant deferredUntil() {
    return world.stateOf(anna).findDeferred(second).map(DeferredSend::until).orElseThrow();
  }

  private boolean isRevisitRequested() {
    return world.shards.statuses().stream().anyMatch(ShardStatus::revisitRequested);
  }

  private static ConsentChange cadence(Cadence cadence) {
    return chosen(Subscription.SUBSCRIBED, cadence);
  }

  private static ConsentChange chosen(Subscription subscription, Cadence cadence) {
    return new ConsentChange.TopicChosen(OFFERS.id(), new TopicChoice(subscription, cadence));
  }
}
