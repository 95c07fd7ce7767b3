package dev.sluice.scheduling.delivery;

import static dev.sluice.scheduling.delivery.Campaigns.OFFERS;
import static dev.sluice.scheduling.delivery.World.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ConsentDesk.Outcome;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The consent desk")
final class ConsentDeskTest {

  private static final Shard SHARD = new Shard(3);
  private static final ConsentChange LEAVE = chosen(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);
  private static final ConsentChange LEAVE_ALL = new ConsentChange.AllLeft();

  private final World world = new World();
  private SubscriberId anna;
  private CampaignId first;
  private CampaignId second;

  /** One send a day: the first campaign has gone out, the second waits for a day. */
  @BeforeEach
  void theSecondCampaignWaits() {
    anna = world.addSubscribers(SHARD, 1).getFirst();
    first = world.campaigns.announce("first", 9);
    second = world.campaigns.announce("second", 5);
    Shard.all().forEach(world::work);
    world.now = START.plus(Duration.ofHours(1));
    assertThat(waitsUntil()).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  @DisplayName("stores a change with its record, and tells other systems")
  void changes() {
    Outcome outcome = change(LEAVE);

    TopicChoice left = new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.AS_IT_COMES);
    ConsentRecord record =
        new ConsentRecord(
            world.now,
            anna,
            new ConsentChange.TopicChosen(OFFERS.id(), left),
            Means.PREFERENCE_CENTRE,
            Optional.of(first));
    assertThat(world.standing(anna).consents().choices()).containsEntry(OFFERS.id(), left);
    assertThat(records()).containsExactly(record);
    assertThat(world.events).last().isEqualTo(DomainEvent.of(record));
    assertThat(outcome).isEqualTo(new Outcome.Changed(world.subscribers.read(anna).orElseThrow()));
  }

  @Test
  @DisplayName("writes, records and tells nothing when nothing changes")
  void changesNothing() {
    change(LEAVE, LEAVE_ALL);
    Standing before = world.standing(anna);
    int told = world.events.size();

    change(LEAVE, LEAVE_ALL, new ConsentChange.Resumed(), new ConsentChange.Unsuppressed());

    assertThat(world.standing(anna)).isEqualTo(before);
    assertThat(records()).hasSize(2);
    assertThat(world.events).hasSize(told);
  }

  @Test
  @DisplayName("records only those changes that changed anything, in one write")
  void recordsWhatChanged() {
    long version = world.standing(anna).version();

    change(new ConsentChange.Returned(), LEAVE_ALL, new ConsentChange.Resumed());

    assertThat(records()).extracting(ConsentRecord::change).containsExactly(LEAVE_ALL);
    assertThat(world.standing(anna).version()).isEqualTo(version + 1);
  }

  @Test
  @DisplayName("knows nothing of whom is not stored")
  void unknown() {
    assertThat(
            world.desk().change(new SubscriberId("x"), List.of(LEAVE), Means.API, Optional.empty()))
        .isEqualTo(new Outcome.Unknown());
  }

  @Test
  @DisplayName("moves what waits to where a slower cadence wants it, in the same write")
  void slower() {
    long version = world.standing(anna).version();

    change(cadence(Cadence.WEEKLY));

    assertThat(world.standing(anna).version()).isEqualTo(version + 1);
    assertThat(waitsUntil()).isEqualTo(Instant.parse("2026-03-09T00:00:00Z"));
    assertThat(world.standing(anna).dueAt()).contains(waitsUntil());
    assertThat(nudged()).as("later than the shard knows: no hurry").isFalse();
  }

  @Test
  @DisplayName("moves what waits forward again with a faster cadence, and nudges the shard")
  void faster() {
    change(cadence(Cadence.WEEKLY));

    change(cadence(Cadence.AS_IT_COMES));

    assertThat(waitsUntil()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(world.standing(anna).dueAt()).contains(waitsUntil());
    assertThat(nudged()).isTrue();
  }

  @Test
  @DisplayName("makes due at once, and does not send, what could go now")
  void leavesSendingToVisits() {
    change(new ConsentChange.Paused(START.plus(Duration.ofDays(5))));
    assertThat(waitsUntil()).isEqualTo(START.plus(Duration.ofDays(5)));
    world.now = START.plus(Duration.ofDays(2));
    world.post.sent.clear();

    change(new ConsentChange.Resumed());

    assertThat(world.post.sent).isEmpty();
    assertThat(waitsUntil()).isEqualTo(world.now);
    assertThat(nudged()).isTrue();
    world.work(SHARD);
    assertThat(world.post.sent).singleElement().extracting(Post.Sent::campaign).isEqualTo(second);
  }

  @Test
  @DisplayName(
      "keeps what waits until a pause ends, and leaves the drop of what ends before to visits")
  void pauses() {
    change(new ConsentChange.Paused(START.plus(Duration.ofDays(30))));

    assertThat(world.standing(anna).waiting()).hasSize(1);
    assertThat(world.standing(anna).dueAt()).contains(world.now);
    tickAndWork();
    assertThat(world.counts(second).dropped()).containsEntry(DropCode.EXPIRED, 1L);
    assertThat(world.counts(second).waiting()).isZero();
  }

  @Test
  @DisplayName("leaves what a paused campaign holds without an instant")
  void heldStaysHeld() {
    world.campaigns.change(second, CampaignState.PAUSED, 1);

    change(cadence(Cadence.WEEKLY));

    assertThat(waitsUntil()).isEqualTo(START.plus(Duration.ofDays(1)));
    assertThat(world.standing(anna).dueAt()).isEmpty();
    assertThat(nudged()).isFalse();
  }

  @Test
  @DisplayName("has an opt-out counted at the next tick, long before the shard was due")
  void dropsWithinAMinute() {
    change(LEAVE);
    assertThat(world.standing(anna).dueAt()).contains(world.now);
    assertThat(world.standing(anna).waiting()).hasSize(1);

    tickAndWork();

    assertThat(world.standing(anna).waiting()).isEmpty();
    assertThat(world.counts(second))
        .isEqualTo(new Counts(0, 0, 0, Map.of(DropCode.NOT_SUBSCRIBED, 1L)));
    world.calls.clear();
    world.now = world.now.plusSeconds(60);
    assertThat(world.ticker().tick().closed()).isOne();
    assertThat(world.calls).as("the nudge is served").isEmpty();
  }

  @Test
  @DisplayName("keeps the topics' choices of whom leaves everything, for when they come back")
  void comesBack() {
    change(cadence(Cadence.MONTHLY));
    change(LEAVE_ALL);
    assertThat(world.standing(anna).consents().leftAll()).contains(world.now);

    change(new ConsentChange.Returned());

    assertThat(world.standing(anna).consents().leftAll()).isEmpty();
    assertThat(world.standing(anna).consents().choice(OFFERS).cadence()).isEqualTo(Cadence.MONTHLY);
    assertThat(records())
        .extracting(ConsentRecord::change)
        .containsExactly(new ConsentChange.Returned(), LEAVE_ALL, cadence(Cadence.MONTHLY));
  }

  @Test
  @DisplayName(
      "keeps the cadence of a topic that is left, whatever the change says, and records it")
  void keepsTheCadence() {
    change(cadence(Cadence.MONTHLY));

    change(LEAVE);

    assertThat(records().getFirst().change())
        .isEqualTo(chosen(Subscription.UNSUBSCRIBED, Cadence.MONTHLY));
  }

  @Test
  @DisplayName("is busy when others write first ten times, and has changed nothing")
  void busy() {
    world.stores.beforeAct = this::somebodyWrites;

    assertThat(change(LEAVE)).isEqualTo(new Outcome.Busy());

    assertThat(records()).isEmpty();
    assertThat(world.standing(anna).consents().choices()).isEmpty();
  }

  private void somebodyWrites() {
    world.subscribers.commit(world.standing(anna));
  }

  private void tickAndWork() {
    world.calls.clear();
    world.ticker().tick();
    assertThat(world.calls).containsExactly(SHARD);
    world.work(SHARD);
  }

  private Outcome change(ConsentChange... changes) {
    return world.desk().change(anna, List.of(changes), Means.PREFERENCE_CENTRE, Optional.of(first));
  }

  private List<ConsentRecord> records() {
    return world.subscribers.records(anna, Optional.empty(), 10).records();
  }

  private Instant waitsUntil() {
    return world.standing(anna).waitingFor(second).map(WaitingSend::until).orElseThrow();
  }

  private boolean nudged() {
    return world.shards.glance().stream().anyMatch(ShardGlance::nudged);
  }

  private static ConsentChange cadence(Cadence cadence) {
    return chosen(Subscription.SUBSCRIBED, cadence);
  }

  private static ConsentChange chosen(Subscription subscription, Cadence cadence) {
    return new ConsentChange.TopicChosen(OFFERS.id(), new TopicChoice(subscription, cadence));
  }
}
