package dev.sluice.scheduling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import dev.sluice.scheduling.event.DomainEvent.MessageSent;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.visit.SendOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A worker that hands messages to SES")
final class WorkerOutcomesTest {

  private static final Shard SHARD = new Shard(17);

  private final World world = new World();

  @Test
  @DisplayName("tells of every message once, in batches of a hundred")
  void tellsOfEach() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 250);
    CampaignId spring = world.campaigns.announce("spring", 5);

    world.work(SHARD);

    List<MessageSent> told = told();
    assertThat(told).extracting(sent -> sent.subscribers().size()).containsExactly(100, 100, 50);
    assertThat(told).extracting(MessageSent::campaign).containsOnly(spring);
    assertThat(told).flatExtracting(MessageSent::subscribers).containsExactlyElementsOf(ids);
  }

  @Test
  @DisplayName("tells of no message that SES did not plainly take")
  void untold() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 3);
    world.campaigns.announce("spring", 5);
    world.post.ses =
        (id, _) ->
            id.equals(ids.get(0))
                ? new SendOutcome.Unknown("timeout")
                : id.equals(ids.get(1))
                    ? new SendOutcome.Throttled(SendOutcome.Limit.RATE)
                    : new SendOutcome.Accepted("m");

    world.work(SHARD);

    assertThat(told()).flatExtracting(MessageSent::subscribers).containsExactly(ids.get(2));
  }

  @Test
  @DisplayName("gives the slot back when SES throttles, and tries again soon")
  void throttled() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 1);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Throttled(SendOutcome.Limit.RATE);
    world.work(SHARD);
    assertThat(world.standing(ids.getFirst()).history()).isEmpty();
    assertThat(world.counts(spring)).isEqualTo(new Counts(0, 0, 1, Map.of()));

    world.post.ses = (_, _) -> new SendOutcome.Accepted("m");
    world.now = world.now.plusSeconds(60);
    world.work(SHARD);

    assertThat(world.counts(spring)).isEqualTo(new Counts(1, 0, 0, Map.of()));
  }

  @Test
  @DisplayName("stops soon when SES takes nothing for now, and loses nothing")
  void withheld() {
    world.addSubscribers(SHARD, 1_000);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Withheld("sending paused");
    assertThat(world.work(SHARD)).isEqualTo(RunResult.OUT_OF_TIME);
    assertThat(world.stores.commits).isLessThanOrEqualTo(2 * 101);

    world.post.ses = (_, _) -> new SendOutcome.Accepted("m");
    world.now = world.now.plus(Duration.ofMinutes(20));
    world.work(SHARD);

    assertThat(world.counts(spring)).isEqualTo(new Counts(1_000, 0, 0, Map.of()));
    assertThat(world.post.sent).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("drops what SES refuses, and gives its slot back")
  void refused() {
    List<SubscriberId> ids = world.addSubscribers(SHARD, 1);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Refused("MessageRejected");

    world.work(SHARD);

    assertThat(world.standing(ids.getFirst()).history()).isEmpty();
    assertThat(world.counts(spring).dropped()).isEqualTo(Map.of(DropCode.REFUSED, 1L));
  }

  @Test
  @DisplayName("keeps the slot charged when the answer is lost, and never sends again")
  void unknown() {
    world.addSubscribers(SHARD, 1);
    CampaignId spring = world.campaigns.announce("spring", 5);
    world.post.ses = (_, _) -> new SendOutcome.Unknown("timeout");
    world.work(SHARD);

    world.now = world.now.plus(Duration.ofDays(2));
    world.work(SHARD);

    assertThat(world.post.sent).hasSize(1);
    assertThat(world.counts(spring)).isEqualTo(new Counts(0, 1, 0, Map.of()));
  }

  @Test
  @DisplayName("gives the slot of an unrenderable message to the next campaign")
  void unrenderable() {
    world.addSubscribers(SHARD, 2);
    CampaignId broken = world.campaigns.announce("broken", 9);
    CampaignId light = world.campaigns.announce("light", 1);

    world.work(SHARD);

    assertThat(world.counts(light).sent()).isEqualTo(2);
    assertThat(world.counts(broken).dropped()).isEqualTo(Map.of(DropCode.NOT_RENDERABLE, 2L));
  }

  private List<MessageSent> told() {
    return world.events.stream().map(MessageSent.class::cast).toList();
  }
}
