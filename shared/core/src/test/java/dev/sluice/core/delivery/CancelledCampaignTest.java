package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The counts of a cancelled campaign")
final class CancelledCampaignTest {

  private static final Shard SHARD = new Shard(17);
  private static final int AUDIENCE = 300;

  private final WorkerFixture fixture = new WorkerFixture();

  @Test
  @DisplayName("add up to the audience: those whom it had not reached are cancelled")
  void countThoseWhoWereNotReached() {
    fixture.addSubscribers(SHARD, AUDIENCE);
    CampaignId spring = sendFor(Duration.ofSeconds(10));
    long sent = fixture.countsOf(spring).sent();
    assertThat(sent).isBetween(50L, 150L);

    cancel(spring);

    assertThat(fixture.countsOf(spring))
        .isEqualTo(new SendCounts(sent, 0, 0, Map.of(DropCode.CANCELLED, AUDIENCE - sent)));
  }

  @Test
  @DisplayName("have its whole audience as cancelled if it never started")
  void countEveryoneIfItNeverStarted() {
    fixture.addSubscribers(SHARD, AUDIENCE);
    CampaignId spring =
        fixture.campaigns.announce("spring", 5, Duration.ofHours(5), WhenCapped.WAIT);

    cancel(spring);

    assertThat(fixture.countsOf(spring).dropped())
        .isEqualTo(Map.of(DropCode.CANCELLED, (long) AUDIENCE));
  }

  @Test
  @DisplayName("keep drops that were never deferred, with their reasons")
  void keepDropsThatWereNeverDeferred() {
    fixture.addSubscribers(SHARD, AUDIENCE);
    fixture.campaigns.announce("first", 9);
    fixture.work(SHARD);
    CampaignId late = fixture.campaigns.announce("late", 5, Duration.ZERO, WhenCapped.DROP);
    fixture.work(SHARD);
    assertThat(fixture.countsOf(late).dropped()).isEqualTo(Map.of(DropCode.CAPPED, 300L));

    cancel(late);

    assertThat(fixture.countsOf(late).dropped()).isEqualTo(Map.of(DropCode.CAPPED, 300L));
  }

  @Test
  @DisplayName("have what waited as cancelled")
  void countWhatWaitedAsCancelled() {
    fixture.addSubscribers(SHARD, AUDIENCE);
    fixture.campaigns.announce("heavy", 9);
    CampaignId light = fixture.campaigns.announce("light", 1);
    fixture.work(SHARD);
    assertThat(fixture.countsOf(light).waiting()).isEqualTo(AUDIENCE);

    cancel(light);

    assertThat(fixture.countsOf(light))
        .isEqualTo(new SendCounts(0, 0, 0, Map.of(DropCode.CANCELLED, (long) AUDIENCE)));
  }

  @Test
  @DisplayName("leave out those who are not in the audience")
  void leaveOutOthers() {
    fixture.addSubscribers(SHARD, AUDIENCE);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.campaigns.changeAudience(spring, new Criterion.Present("nothing-has-this"));

    cancel(spring);

    assertThat(fixture.countsOf(spring)).isEqualTo(SendCounts.NONE);
  }

  @Test
  @DisplayName("add up after pauses and resumptions before it")
  void addUpAfterPausesAndResumptions() {
    fixture.addSubscribers(SHARD, AUDIENCE);
    CampaignId spring = sendFor(Duration.ofSeconds(5));
    fixture.campaigns.setState(spring, CampaignState.PAUSED, 1);
    fixture.work(SHARD);
    fixture.campaigns.setState(spring, CampaignState.ACTIVE, 2);
    fixture.workUntil(SHARD, fixture.now.plusSeconds(5));
    fixture.campaigns.setState(spring, CampaignState.PAUSED, 2);
    fixture.campaigns.setState(spring, CampaignState.CANCELLED, 3);
    fixture.work(SHARD);

    long sent = fixture.renderer.sent.size();
    assertThat(fixture.countsOf(spring))
        .isEqualTo(new SendCounts(sent, 0, 0, Map.of(DropCode.CANCELLED, AUDIENCE - sent)));
  }

  @Test
  @DisplayName("add up when the worker vanishes while it counts")
  void addUpWhenAWorkerVanishes() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, AUDIENCE);
    fixture.campaigns.announce("heavy", 9);
    CampaignId light = fixture.campaigns.announce("light", 1);
    fixture.work(SHARD);
    fixture.campaigns.setState(light, CampaignState.CANCELLED, 2);
    int commits = fixture.stores.commits;
    fixture.stores.beforeCommit =
        () -> {
          if (fixture.stores.commits == commits + 100) {
            throw new IllegalStateException("the worker vanishes");
          }
        };
    try {
      fixture.work(SHARD);
    } catch (IllegalStateException vanished) {
      fixture.stores.beforeCommit = () -> {};
    }
    fixture.now = fixture.now.plus(Duration.ofMinutes(3));
    fixture.work(SHARD);

    assertThat(fixture.countsOf(light))
        .isEqualTo(new SendCounts(0, 0, 0, Map.of(DropCode.CANCELLED, (long) ids.size())));
  }

  @Test
  @DisplayName("cost no write for those whom it had not reached")
  void costNoWriteForThoseWhoWereNotReached() {
    fixture.addSubscribers(SHARD, AUDIENCE);
    CampaignId spring = sendFor(Duration.ofSeconds(10));
    fixture.stores.commits = 0;

    cancel(spring);

    assertThat(fixture.stores.commits).isZero();
  }

  private CampaignId sendFor(Duration duration) {
    fixture.permits.perSecond = 10;
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.workUntil(SHARD, fixture.now.plus(duration));
    return spring;
  }

  private void cancel(CampaignId campaign) {
    fixture.campaigns.setState(campaign, CampaignState.CANCELLED, 2);
    fixture.work(SHARD);
  }
}
