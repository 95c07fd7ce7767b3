package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.event.DomainEvent.MessageSent;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker that hands messages to SES")
final class WorkerOutcomesTest {

  private static final Shard SHARD = new Shard(17);

  private final WorkerFixture fixture = new WorkerFixture();

  @Test
  @DisplayName("publishes every message once, in batches of a hundred")
  void publishesEveryMessageOnceInBatches() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 250);
    CampaignId spring = fixture.campaigns.announce("spring", 5);

    fixture.work(SHARD);

    List<MessageSent> told = publishedEvents();
    assertThat(told).extracting(sent -> sent.subscribers().size()).containsExactly(100, 100, 50);
    assertThat(told).extracting(MessageSent::campaign).containsOnly(spring);
    assertThat(told).flatExtracting(MessageSent::subscribers).containsExactlyElementsOf(ids);
  }

  @Test
  @DisplayName("publishes no message that SES is not known to have accepted")
  void publishesOnlyAcceptedMessages() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 3);
    fixture.campaigns.announce("spring", 5);
    fixture.renderer.ses =
        (id, _) ->
            id.equals(ids.get(0))
                ? new SendOutcome.Unknown("timeout")
                : id.equals(ids.get(1))
                    ? new SendOutcome.Throttled(SendOutcome.Limit.RATE)
                    : new SendOutcome.Accepted("m");

    fixture.work(SHARD);

    assertThat(publishedEvents())
        .flatExtracting(MessageSent::subscribers)
        .containsExactly(ids.get(2));
  }

  @Test
  @DisplayName("gives the slot back when SES throttles, and tries again soon")
  void returnsSlotAndRetriesWhenThrottled() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 1);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.renderer.ses = (_, _) -> new SendOutcome.Throttled(SendOutcome.Limit.RATE);
    fixture.work(SHARD);
    assertThat(fixture.stateOf(ids.getFirst()).history()).isEmpty();
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(0, 0, 1, Map.of()));

    fixture.renderer.ses = (_, _) -> new SendOutcome.Accepted("m");
    fixture.now = fixture.now.plusSeconds(60);
    fixture.work(SHARD);

    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(1, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("stops soon when SES takes nothing for now, and loses nothing")
  void stopsWithoutLossWhenSesIsUnavailable() {
    fixture.addSubscribers(SHARD, 1_000);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.renderer.ses = (_, _) -> new SendOutcome.Unavailable(WithheldCause.SENDING_PAUSED);
    assertThat(fixture.work(SHARD)).isEqualTo(RunResult.OUT_OF_TIME);
    assertThat(fixture.stores.commits).isLessThanOrEqualTo(2 * 101);

    fixture.renderer.ses = (_, _) -> new SendOutcome.Accepted("m");
    fixture.now = fixture.now.plus(Duration.ofMinutes(20));
    fixture.work(SHARD);

    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(1_000, 0, 0, Map.of()));
    assertThat(fixture.renderer.sent).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("drops what SES refuses, and gives its slot back")
  void dropsRefusedMessageAndReturnsSlot() {
    List<SubscriberId> ids = fixture.addSubscribers(SHARD, 1);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.renderer.ses = (_, _) -> new SendOutcome.Refused("MessageRejected");

    fixture.work(SHARD);

    assertThat(fixture.stateOf(ids.getFirst()).history()).isEmpty();
    assertThat(fixture.countsOf(spring).dropped()).isEqualTo(Map.of(DropCode.REFUSED, 1L));
  }

  @Test
  @DisplayName("keeps the slot charged when the answer is lost, and never sends again")
  void keepsSlotAndNeverResendsAfterUnknownOutcome() {
    fixture.addSubscribers(SHARD, 1);
    CampaignId spring = fixture.campaigns.announce("spring", 5);
    fixture.renderer.ses = (_, _) -> new SendOutcome.Unknown("timeout");
    fixture.work(SHARD);

    fixture.now = fixture.now.plus(Duration.ofDays(2));
    fixture.work(SHARD);

    assertThat(fixture.renderer.sent).hasSize(1);
    assertThat(fixture.countsOf(spring)).isEqualTo(new SendCounts(0, 1, 0, Map.of()));
  }

  @Test
  @DisplayName("gives the slot of an unrenderable message to the next campaign")
  void givesSlotOfUnrenderableMessageToNextCampaign() {
    fixture.addSubscribers(SHARD, 2);
    CampaignId broken = fixture.campaigns.announce("broken", 9);
    CampaignId light = fixture.campaigns.announce("light", 1);

    fixture.work(SHARD);

    assertThat(fixture.countsOf(light).sent()).isEqualTo(2);
    assertThat(fixture.countsOf(broken).dropped()).isEqualTo(Map.of(DropCode.NOT_RENDERABLE, 2L));
  }

  private List<MessageSent> publishedEvents() {
    return fixture.events.stream().map(MessageSent.class::cast).toList();
  }
}
