package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.delivery.ShardWorker.RunResult;
import dev.sluice.core.event.DomainEvent.MessageSent;
import dev.sluice.core.sending.SendOutcome;
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

  private final WorkerFixture world = new WorkerFixture();

  @Test
  @DisplayName("tells of every message once, in batches of a hundred")
  void publishesEveryMessageOnceInBatches() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 250);
    CampaignId spring = world.campaigns.announce("spring", 5);

    world.work(SHARD);

    List<MessageSent> told = publishedEvents();
    assertThat(told).extracting(sent -> sent.subscribers().size()).containsExactly(100, 100, 50);
    assertThat(told).extracting(MessageSent::campaign).containsOnly(spring);
    assertThat(told).flatExtracting(MessageSent::subscribers).containsExactlyElementsOf(ids);
  }

  @Test
  @DisplayName("tells of no message that SES did not plainly take")
  void publishesOnlyAcceptedMessages() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 3);
    world.campaigns.announce("spring", 5);
    world.renderer.ses =
        (id, _) ->
            id.equals(ids.get(0))
                ? new SendOutcome.Unknown("timeout")
                : id.equals(ids.get(1))
                    ? new SendOutcome.Throttled(SendOutcome.Limit.RATE)
                    : new SendOutcome.Accepted("m");

    world.work(SHARD);

    assertThat(publishedEvents())
        .flatExtracting(MessageSent::subscribers)
        .containsExactly(ids.get(2));
  }

  @Test
  @DisplayName("gives the slot back when SES throttles, and tries again soon")
  void returnsSlotAndRetriesWhenThrottled() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 1);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.renderer.ses = (_, _) -> new SendOutcome.Throttled(SendOutcome.Limit.RATE);
    world.work(SHARD);
    assertThat(world.stateOf(ids.getFirst()).history()).isEmpty();
    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(0, 0, 1, Map.of()));

    world.renderer.ses = (_, _) -> new SendOutcome.Accepted("m");
    world.now = world.now.plusSeconds(60);
    world.work(SHARD);

    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(1, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("stops soon when SES takes nothing for now, and loses nothing")
  void stopsWithoutLossWhenSesIsUnavailable() {
    world.addSubscribers(SHARD, 1_000);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.renderer.ses = (_, _) -> new SendOutcome.Unavailable("sending paused");
    assertThat(world.work(SHARD)).isEqualTo(RunResult.OUT_OF_TIME);
    assertThat(world.stores.commits).isLessThanOrEqualTo(2 * 101);

    world.renderer.ses = (_, _) -> new SendOutcome.Accepted("m");
    world.now = world.now.plus(Duration.ofMinutes(20));
    world.work(SHARD);

    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(1_000, 0, 0, Map.of()));
    assertThat(world.renderer.sent).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("drops what SES refuses, and gives its slot back")
  void dropsRefusedMessageAndReturnsSlot() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 1);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.renderer.ses = (_, _) -> new SendOutcome.Refused("MessageRejected");

    world.work(SHARD);

    assertThat(world.stateOf(ids.getFirst()).history()).isEmpty();
    assertThat(world.countsOf(spring).dropped()).isEqualTo(Map.of(DropCode.REFUSED, 1L));
  }

  @Test
  @DisplayName("keeps the slot charged when the answer is lost, and never sends again")
  void keepsSlotAndNeverResendsAfterUnknownOutcome() {
    world.addSubscribers(SHARD, 1);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.renderer.ses = (_, _) -> new SendOutcome.Unknown("timeout");
    world.work(SHARD);

    world.now = world.now.plus(Duration.ofDays(2));
    world.work(SHARD);

    assertThat(world.renderer.sent).hasSize(1);
    assertThat(world.countsOf(spring)).isEqualTo(new SendCounts(0, 1, 0, Map.of()));
  }

  @Test
  @DisplayName("gives the slot of an unrenderable message to the next campaign")
  void givesSlotOfUnrenderableMessageToNextCampaign() {
    world.addSubscribers(SHARD, 2);
    CampaignId broken = world.campaigns.announce("broken", 9);
    CampaignId light = world.campaigns.announce("light", 1);

    world.work(SHARD);

    assertThat(world.countsOf(light).sent()).isEqualTo(2);
    assertThat(world.countsOf(broken).dropped()).isEqualTo(Map.of(DropCode.NOT_RENDERABLE, 2L));
  }

  private List<MessageSent> publishedEvents() {
    return world.events.stream().map(MessageSent.class::cast).toList();
  }
}
