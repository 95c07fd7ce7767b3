package dev.sluice.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.explain.Explanation;
import dev.sluice.core.explain.SendExplainer;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Asks for explanations in random situations, lets a worker act next, and compares. */
@DisplayName("What an explanation says")
class ExplanationComesTrueTest {

  private static final int SITUATIONS = 400;
  private static final Shard SHARD = new Shard(3);
  private static final int SUBSCRIBERS = 6;

  @Test
  @DisplayName("is what the next run does, in hundreds of random situations")
  void comesTrue() {
    Map<String, Integer> seen = new TreeMap<>();
    for (int seed = 0; seed < SITUATIONS; seed++) {
      new Situation(seed).check(seen);
    }
    // Without one of these the situations would not cover what they are for.
    assertThat(seen)
        .containsKeys(
            "Send", "Wait", "Drop", "Blocked", "Sent", "Paused", "Announced", "Passed", "Ended");
  }

  /** One random past, and what is explained and done next. */
  private static final class Situation {

    private final int seed;
    private final Random random;
    private final WorkerFixture fixture = new WorkerFixture();
    private final List<SubscriberId> ids;
    private final Map<CampaignId, TrackedCampaign> campaigns = new HashMap<>();

    Situation(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.ids = fixture.addSubscribers(SHARD, SUBSCRIBERS);
      fixture.campaigns.policy = randomPolicy();
      announce("a");
      for (int step = 0; step < 6; step++) {
        act(step);
      }
    }

    private SendPolicy randomPolicy() {
      return ActiveCampaignsFixture.policy(
          ActiveCampaignsFixture.capOf("day", 1 + random.nextInt(2), Duration.ofDays(1)),
          ActiveCampaignsFixture.capOf("week", 1 + random.nextInt(3), Duration.ofDays(7)));
    }

    private void announce(String name) {
      Duration start = Duration.between(WorkerFixture.START, fixture.now).plusHours(hours());
      CampaignId unused =
          fixture.campaigns.announce(
              name + random.nextInt(5),
              1 + random.nextInt(9),
              start,
              random.nextInt(3) == 0 ? WhenCapped.DROP : WhenCapped.WAIT);
    }

    private int hours() {
      return random.nextInt(3) == 0 ? 1 + random.nextInt(72) : 0;
    }

    private void act(int step) {
      switch (random.nextInt(9)) {
        case 0, 1 -> announce("c" + step);
        case 2 -> setState(CampaignState.PAUSED);
        case 3 -> setState(CampaignState.ACTIVE);
        case 4 -> fixture.campaigns.changePolicy(randomPolicy());
        case 5 -> leave();
        case 6 -> setState(CampaignState.CANCELLED);
        default -> {}
      }
      if (random.nextInt(3) > 0) {
        fixture.work(SHARD);
      }
      fixture.now = fixture.now.plus(Duration.ofMinutes(random.nextInt(36 * 60)));
    }

    private void setState(CampaignState state) {
      CampaignId campaign = anyCampaign();
      int pass = fixture.campaigns.open.get(campaign).pass();
      fixture.campaigns.setState(campaign, state, state == CampaignState.ACTIVE ? pass + 1 : pass);
    }

    private CampaignId anyCampaign() {
      List<CampaignId> open = List.copyOf(fixture.campaigns.open.keySet());
      return open.get(random.nextInt(open.size()));
    }

    private void leave() {
      SubscriberId id = ids.get(random.nextInt(ids.size()));
      SubscriberState state = fixture.stateOf(id);
      fixture.subscribers.commit(
          state
              .with(state.consents().withUnsubscribedAt(Optional.of(fixture.now)))
              .withDueAt(state.dueAt().map(_ -> fixture.now)));
    }

    void check(Map<String, Integer> seen) {
      Optional<SendingBlock> block =
          random.nextInt(8) == 0
              ? Optional.of(
                  new SendingBlock.Held(
                      new MarketingHold(Set.of(HoldReason.BOUNCE_RATE), fixture.now),
                      Optional.empty()))
              : Optional.empty();
      campaigns.putAll(fixture.campaigns.open);
      Map<SubscriberId, Map<CampaignId, Explanation>> explained = new HashMap<>();
      Map<SubscriberId, SubscriberState> before = new HashMap<>();
      for (SubscriberId id : ids) {
        before.put(id, fixture.stateOf(id));
        Map<CampaignId, Explanation> own = new HashMap<>();
        campaigns.forEach((campaign, tracked) -> own.put(campaign, explain(id, tracked, block)));
        explained.put(id, own);
      }
      Instant at = fixture.now;
      if (block.isEmpty()) {
        fixture.work(SHARD);
      } else {
        fixture.dispatcher().dispatchWhileHeld();
      }
      explained.forEach((id, own) ->
          own.forEach((campaign, explanation) -> {
            seen.merge(kind(explanation), 1, Integer::sum);
            assertThat(outcome(campaign, fixture.stateOf(id)))
                .as("seed %d, %s, %s at %s: %s", seed, id, campaign, at, explanation)
                .isIn(expected(explanation, outcome(campaign, before.get(id))));
          }));
    }

    private Explanation explain(
        SubscriberId id, TrackedCampaign tracked, Optional<SendingBlock> block) {
      SubscriberRecord record = fixture.subscribers.find(id).orElseThrow();
      return new SendExplainer(record, fixture.campaigns.load(), shardState(), block, fixture.now)
          .explain(
              new SendExplainer.CampaignContext(tracked, ActiveCampaignsFixture.OFFERS, List.of()));
    }

    private ShardState shardState() {
      return fixture.shards.statuses().stream()
          .map(ShardStatus::state)
          .filter(state -> state.shard().equals(SHARD))
          .findFirst()
          .orElseGet(() -> ShardState.initial(SHARD));
    }
  }

  /** Where a send stands, as the state records it. */
  private static String outcome(CampaignId campaign, SubscriberState state) {
    return state
        .findSend(campaign)
        .map(_ -> "sent")
        .or(() -> state.findDeferred(campaign).map(send -> "waits until " + send.until()))
        .orElse("nothing");
  }

  private static Set<String> expected(Explanation explanation, String before) {
    return switch (explanation) {
      case Explanation.Decided(Decision decision, var _) ->
          switch (decision) {
            case Decision.Send _ -> Set.of("sent");
            case Decision.Wait(Instant until, var _) -> Set.of("waits until " + until);
            case Decision.Drop _ -> Set.of("nothing");
          };
      case Explanation.Deferred(Instant until, var _) -> Set.of("waits until " + until);
      case Explanation.Sent _ -> Set.of("sent");
      // A deferred send is dropped when a worker next processes the subscriber.
      case Explanation.NotInAudience _, Explanation.Ended _ ->
          before.equals("nothing") ? Set.of("nothing") : Set.of(before, "nothing");
      case Explanation.Blocked _,
          Explanation.Paused _,
          Explanation.Announced _,
          Explanation.Passed _,
          Explanation.Dropped _ ->
          Set.of(before);
    };
  }

  private static String kind(Explanation explanation) {
    return explanation instanceof Explanation.Decided(Decision decision, var _)
        ? decision.getClass().getSimpleName()
        : explanation.getClass().getSimpleName();
  }
}
