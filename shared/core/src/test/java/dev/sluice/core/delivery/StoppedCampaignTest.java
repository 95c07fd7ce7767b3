package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A campaign that is stopped while a worker sends it")
final class StoppedCampaignTest {

  private static final Shard SHARD = new Shard(17);

  private final WorkerFixture fixture = new WorkerFixture();
  private final AtomicReference<Instant> answeredAt = new AtomicReference<>(Instant.MAX);

  @ParameterizedTest
  @EnumSource(names = {"PAUSED", "CANCELLED"})
  @DisplayName("has no message handed over once the request is answered, whatever was committed")
  void handsNothingOverAfterTheAnswer(CampaignState stopped) {
    fixture.addSubscribers(SHARD, 600);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    stopBeforeCommit(spring, stopped, 42);

    fixture.work(SHARD);

    assertThat(fixture.renderer.sent)
        .hasSize(41)
        .allSatisfy(sent -> assertThat(sent.at()).isBefore(answeredAt.get()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 14, 1_000})
  @DisplayName("has no message handed over after the answer at any rate")
  void handsNothingOverAtAnyRate(int perSecond) {
    fixture.addSubscribers(SHARD, 300);
    fixture.permits.perSecond = perSecond;
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    stopBeforeCommit(spring, CampaignState.PAUSED, 30);

    fixture.work(SHARD);

    assertThat(fixture.renderer.sent).hasSize(29);
  }

  @Test
  @DisplayName("gives back the slot of a message that was committed and not handed over")
  void givesBackTheSlotOfWhatWasNotHandedOver() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 50);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    stopBeforeCommit(spring, CampaignState.PAUSED, 42);

    fixture.work(SHARD);

    assertThat(fixture.stateOf(ids.get(41)).history()).isEmpty();
    assertThat(fixture.stateOf(ids.get(41)).findDeferred(spring)).isPresent();
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(41, 0, 1, Map.of()));
  }

  @Test
  @DisplayName("is sent once to everyone when it is resumed")
  void isSentOnceToEveryoneWhenResumed() {
    fixture.addSubscribers(SHARD, 600);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    stopBeforeCommit(spring, CampaignState.PAUSED, 42);
    fixture.work(SHARD);

    fixture.campaigns.setState(spring, CampaignState.ACTIVE, 2);
    fixture.work(SHARD);

    assertThat(fixture.renderer.sent).hasSize(600).doesNotHaveDuplicates();
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(600, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("has what was committed and not handed over dropped when it was cancelled")
  void dropsWhatWasNotHandedOverWhenCancelled() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 50);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    stopBeforeCommit(spring, CampaignState.CANCELLED, 42);

    fixture.work(SHARD);

    assertThat(fixture.stateOf(ids.get(41)).findDrop(spring))
        .hasValueSatisfying(drop -> assertThat(drop.code()).isEqualTo(DropCode.CANCELLED));
  }

  @Test
  @DisplayName("is answered at once where no worker holds a lease")
  void answersAtOnceWithoutWorkers() throws InterruptedException {
    fixture.addSubscribers(SHARD, 5);
    fixture.campaigns.announce("spring", 5);
    fixture.work(SHARD);
    Instant before = fixture.now;

    fixture.handOverBarrier().await();

    assertThat(fixture.now).isEqualTo(before);
  }

  @Test
  @DisplayName("is read from the store once a second at most while messages leave")
  void readsTheRevisionOnceASecond() {
    fixture.addSubscribers(SHARD, 140);
    fixture.permits.perSecond = 14;
    fixture.campaigns.announce("spring", 5);
    fixture.campaigns.revisionReads = 0;

    fixture.work(SHARD);

    assertThat(fixture.renderer.sent).hasSize(140);
    assertThat(fixture.campaigns.revisionReads).isBetween(5, 11);
  }

  /**
   * Before a worker's commit of that number, another process stops the campaign and is answered.
   */
  private void stopBeforeCommit(CampaignId campaign, CampaignState state, int number) {
    int pass = state == CampaignState.CANCELLED ? 2 : 1;
    fixture.stores.beforeCommit =
        () -> {
          if (fixture.stores.commits == number - 1) {
            fixture.campaigns.setState(campaign, state, pass);
            Instant asked = fixture.now;
            awaitBarrier();
            answeredAt.set(fixture.now);
            assertThat(Duration.between(asked, fixture.now))
                .isLessThanOrEqualTo(HandOverBarrier.MAX_WAIT);
          }
        };
  }

  private void awaitBarrier() {
    try {
      fixture.handOverBarrier().await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
