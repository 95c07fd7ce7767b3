package dev.sluice.core.delivery;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignCloser;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Criterion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to send in a {@link WorkerFixture}, and by which rules. */
final class ActiveCampaignsFixture implements ActiveCampaignSource, CampaignCloser {

  static final Topic OFFERS =
      new Topic(
          new TopicId("offers"),
          "Offers",
          "What is on sale",
          Topic.OptInMode.OPT_OUT,
          Cadence.AS_IT_COMES);

  /** Those that have not ended, in the order in which they were announced. */
  final Map<CampaignId, TrackedCampaign> open = new LinkedHashMap<>();

  /** Whom those are for that are not for everyone. */
  final Map<CampaignId, Criterion> audiences = new HashMap<>();

  /** The final counts of those that have ended. */
  final List<SendCounts> closed = new ArrayList<>();

  SendPolicy policy = policy(capOf("daily", 1, Duration.ofDays(1)));

  /** How often a rule has changed. */
  long rulesRevision;

  /** How often workers read that, beside what they loaded. */
  int revisionReads;

  private final InstantSource clock;

  ActiveCampaignsFixture(InstantSource clock) {
    this.clock = clock;
  }

  static SendPolicy policy(FrequencyCap... caps) {
    return new SendPolicy(1, List.of(caps), Optional.empty(), ZoneOffset.UTC, Duration.ofDays(3));
  }

  static FrequencyCap capOf(String name, int limit, Duration window) {
    return new FrequencyCap(
        name, limit, new Window.Rolling(window), Optional.empty(), new Criterion.Everyone());
  }

  /**
   * Announces a campaign of ten days that begins at {@link WorkerFixture#START} and waits when
   * capped.
   */
  CampaignId announce(String id, int priority) {
    return announce(id, priority, Duration.ZERO, WhenCapped.WAIT);
  }

  /** Announces a campaign of ten days, to begin so long after {@link WorkerFixture#START}. */
  CampaignId announce(String id, int priority, Duration afterStart, WhenCapped whenCapped) {
    CampaignId campaignId = new CampaignId(id);
    Instant start = WorkerFixture.START.plus(afterStart);
    Campaign campaign =
        new Campaign(
            campaignId,
            id,
            OFFERS.id(),
            List.of(),
            List.of(),
            List.of(new Variant("a", 1, "s", "h", "t")),
            new Priority(priority),
            start,
            start.plus(Duration.ofDays(10)),
            whenCapped,
            Map.of(),
            List.of());
    rulesRevision++;
    open.put(
        campaignId, new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, WorkerFixture.START, 1));
    return campaignId;
  }

  void setState(CampaignId id, CampaignState state, int pass) {
    rulesRevision++;
    open.computeIfPresent(
        id,
        (_, known) ->
            new TrackedCampaign(
                known.campaign(), state, pass, clock.instant(), known.version() + 1));
  }

  void changePolicy(SendPolicy changed) {
    rulesRevision++;
    policy = changed;
  }

  void changeAudience(CampaignId campaign, Criterion changed) {
    rulesRevision++;
    audiences.put(campaign, changed);
  }

  @Override
  public ActiveCampaigns load() {
    return new ActiveCampaigns(
        policy,
        open.values().stream()
            .map(tracked ->
                new ActiveCampaigns.ActiveCampaign(tracked, OFFERS, audience(tracked.id())))
            .toList(),
        rulesRevision);
  }

  @Override
  public long rulesRevision() {
    revisionReads++;
    return rulesRevision;
  }

  @Override
  public boolean close(TrackedCampaign campaign, SendCounts counts) {
    closed.add(counts);
    return open.remove(campaign.id()) != null;
  }

  private Criterion audience(CampaignId campaign) {
    return audiences.getOrDefault(campaign, new Criterion.Everyone());
  }
}
