package dev.sluice.core.delivery;

import static dev.sluice.core.delivery.ActiveCampaignsFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A campaign that excludes another one")
final class ExcludedCampaignTest {

  private static final Shard SHARD = new Shard(3);

  private final WorkerFixture world = new WorkerFixture();

  @Test
  @DisplayName("goes to those who were not sent the other one")
  void leavesOutThoseWhoGotTheOther() {
    world.campaigns.changePolicy(policy());
    world.addSubscribers(SHARD, 3);
    CampaignId first = world.campaigns.announce("first", 5);
    world.work(SHARD);
    world.campaigns.setState(first, CampaignState.COMPLETED, 1);
    SubscriberId later = world.addSubscribers(SHARD, 4).getLast();
    CampaignId second = announceExcluding("second", first);

    world.work(SHARD);

    assertThat(world.stateOf(later).findSend(second)).isPresent();
    assertThat(world.countsOf(second).sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("is dropped for those who are sent the other one while it waits")
  void dropsWhatWaitsOnceTheOtherIsSent() {
    SubscriberId anna = world.addSubscribers(SHARD, 1).getFirst();
    CampaignId first = world.campaigns.announce("first", 9);
    CampaignId second = announceExcluding("second", first);
    world.work(SHARD);
    assertThat(world.stateOf(anna).findSend(first)).isPresent();

    world.now = world.now.plus(Duration.ofDays(1));
    world.work(SHARD);

    assertThat(world.stateOf(anna).findSend(second)).isEmpty();
    assertThat(world.countsOf(second).dropped()).isEqualTo(Map.of(DropCode.LEFT_AUDIENCE, 1L));
  }

  private CampaignId announceExcluding(String id, CampaignId other) {
    CampaignId announced = world.campaigns.announce(id, 1);
    world.campaigns.open.computeIfPresent(
        announced,
        (_, tracked) -> TrackedCampaign.created(excluding(tracked.campaign(), other), world.now));
    return announced;
  }

  private static Campaign excluding(Campaign campaign, CampaignId other) {
    return new Campaign(
        campaign.id(),
        campaign.name(),
        campaign.topic(),
        campaign.segments(),
        campaign.excluded(),
        campaign.variants(),
        campaign.priority(),
        campaign.start(),
        campaign.expiry(),
        campaign.whenCapped(),
        campaign.defaults(),
        List.of(other));
  }
}
