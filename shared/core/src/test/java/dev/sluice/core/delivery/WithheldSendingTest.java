package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.hold.HoldMonitor;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.SendingProbe;
import dev.sluice.core.hold.WithheldHoldSource;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.memory.InMemoryHoldStore;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.core.sharding.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When SES withholds everything")
class WithheldSendingTest {

  private static final Shard SHARD = new Shard(3);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final WorkerFixture fixture = new WorkerFixture();
  private final InMemoryHoldStore holds = new InMemoryHoldStore();
  private final List<MarketingHold> announced = new ArrayList<>();
  private final HoldMonitor monitor =
      new HoldMonitor(
          () -> fixture.now,
          holds,
          List.of(new WithheldHoldSource(fixture.withheldRuns)),
          announced::add);
  private final SendingProbe probe = new SendingProbe(() -> fixture.now, fixture.withheldRuns);

  private void withhold(WithheldCause cause) {
    fixture.renderer.ses = (_, _) -> new SendOutcome.Unavailable(cause);
  }

  private void workEachMinute(int runs) {
    for (int i = 0; i < runs; i++) {
      fixture.work(SHARD);
      Optional<MarketingHold> unused = monitor.check();
      fixture.now = fixture.now.plus(MINUTE);
    }
  }

  @Test
  @DisplayName("the cause is kept from the first run on, and marketing is held after three")
  void holdsAfterThreeRuns() {
    fixture.addSubscribers(SHARD, 1_000);
    fixture.campaigns.announce("spring", 5);
    withhold(WithheldCause.ACCESS_DENIED);

    workEachMinute(2);
    assertThat(fixture.withheldRuns.load().map(WithheldRuns::cause))
        .contains(WithheldCause.ACCESS_DENIED);
    assertThat(announced).isEmpty();
    workEachMinute(1);
    assertThat(announced)
        .extracting(MarketingHold::reasons)
        .containsExactly(Set.of(HoldReason.SENDING_WITHHELD));
  }

  @Test
  @DisplayName("several runs of the same minute are not enough: a lost connection passes by itself")
  void doesNotHoldForOneMoment() {
    fixture.addSubscribers(SHARD, 1_000);
    fixture.campaigns.announce("spring", 5);
    withhold(WithheldCause.NOT_REACHED);
    for (int i = 0; i < 5; i++) {
      fixture.work(SHARD);
    }
    assertThat(monitor.check()).isEmpty();
  }

  @Test
  @DisplayName("a run of which SES accepts anything ends the count")
  void acceptanceEndsTheCount() {
    fixture.addSubscribers(SHARD, 1_000);
    fixture.campaigns.announce("spring", 5);
    withhold(WithheldCause.RECIPIENT_NOT_VERIFIED);
    workEachMinute(2);
    fixture.renderer.ses =
        (subscriber, _) ->
            subscriber.hashCode() % 2 == 0
                ? new SendOutcome.Accepted("m")
                : new SendOutcome.Unavailable(WithheldCause.RECIPIENT_NOT_VERIFIED);
    workEachMinute(1);
    assertThat(fixture.withheldRuns.load()).isEmpty();
    assertThat(announced).isEmpty();
  }

  @Test
  @DisplayName("one shard tries again every 15 minutes, and the hold ends when SES accepts mail")
  void probesAndResumesByItself() {
    fixture.addSubscribers(SHARD, 1_000);
    fixture.addSubscribers(new Shard(4), 1_000);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    withhold(WithheldCause.IDENTITY_NOT_VERIFIED);
    workEachMinute(3);
    MarketingHold hold = holds.load().orElseThrow();

    assertThat(probe.isDue(hold)).as("at once").isFalse();
    fixture.now = fixture.now.plus(WithheldRuns.PROBE_INTERVAL);
    assertThat(probe.isDue(hold)).as("after 15 minutes").isTrue();
    workOnProbes(hold);
    assertThat(fixture.withheldRuns.load().map(WithheldRuns::runs)).contains(4);

    fixture.renderer.ses = (_, _) -> new SendOutcome.Accepted("m");
    fixture.now = fixture.now.plus(WithheldRuns.PROBE_INTERVAL);
    workOnProbes(hold);
    assertThat(monitor.check().map(MarketingHold::reasons)).contains(Set.of());
    assertThat(announced).hasSize(2);

    fixture.now = fixture.now.plus(Duration.ofHours(1));
    fixture.work(SHARD);
    fixture.work(new Shard(4));
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(2_000, 0, 0, Map.of()));
  }

  /** A shard without subscribers proves nothing, so that another one follows a minute later. */
  private void workOnProbes(MarketingHold hold) {
    for (int minute = 0; fixture.withheldRuns.load().isPresent() && probe.isDue(hold); minute++) {
      assertThat(minute).isLessThan(Shard.COUNT);
      assertThat(fixture.dispatcher().dispatchProbe().dispatched()).isEqualTo(1);
      fixture.work(fixture.dispatchedShards.getLast());
      fixture.now = fixture.now.plus(MINUTE);
    }
  }

  @Test
  @DisplayName("nothing is tried while marketing is held for another reason as well")
  void doesNotProbeUnderOtherReasons() {
    fixture.withheldRuns.add(WithheldCause.ACCESS_DENIED, fixture.now);
    fixture.now = fixture.now.plus(Duration.ofDays(1));
    assertThat(
            probe.isDue(
                new MarketingHold(
                    Set.of(HoldReason.SENDING_WITHHELD, HoldReason.BOUNCE_RATE), fixture.now)))
        .isFalse();
  }
}
