package dev.sluice.dynamodb.campaign;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.ExpiringCache;
import dev.sluice.dynamodb.item.Item;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The agenda as the control table has it: two small queries while nothing changes.
 *
 * <p>Campaigns are kept by version, since a version never changes; topics and segments for a
 * minute.
 */
public final class DynamoActiveCampaignSource implements ActiveCampaignSource {

  /** Campaigns that can be under way at once; each one is looked at in every visit. */
  public static final int MAX_ACTIVE = 200;

  /** How soon a changed topic or segment reaches the workers. */
  private static final Duration CACHE_DURATION = Duration.ofMinutes(1);

  private final ControlTable table;
  private final PolicyStore policies;
  private final CampaignStore campaigns;
  private final ExpiringCache<Version, TrackedCampaign> tracked;
  private final ExpiringCache<TopicId, Topic> topics;
  private final ExpiringCache<SegmentId, Segment> segments;

  private record Version(CampaignId campaign, long version) {}

  /** Creates it. */
  public DynamoActiveCampaignSource(DynamoTables tables, InstantSource clock) {
    this.table = new ControlTable(tables);
    this.policies = new DynamoPolicyStore(tables);
    this.campaigns = new DynamoCampaignStore(tables, clock);
    TopicStore topicStore = new DynamoTopicStore(tables);
    SegmentStore segmentStore = new DynamoSegmentStore(tables);
    this.tracked = new ExpiringCache<>(clock, Duration.ofDays(1), this::load);
    this.topics = new ExpiringCache<>(clock, CACHE_DURATION, topicStore::find);
    this.segments = new ExpiringCache<>(clock, CACHE_DURATION, segmentStore::find);
  }

  @Override
  public ActiveCampaigns load() {
    List<ActiveCampaigns.ActiveCampaign> items =
        table.query(table.queryByKind(CampaignItems.ACTIVE).limit(MAX_ACTIVE)).stream()
            .map(DynamoActiveCampaignSource::version)
            .flatMap(version -> tracked.get(version).stream())
            .map(this::toActiveCampaign)
            .toList();
    return new ActiveCampaigns(policies.current(), items);
  }

  private static Version version(Item active) {
    return new Version(
        new CampaignId(active.text(ControlTable.ID)), active.number(CampaignItems.VERSION));
  }

  /**
   * Reads a campaign, or a newer version of it if it changed since the query: were it left out,
   * what waits for it would be taken for ended. Empty if it was closed since.
   */
  private Optional<TrackedCampaign> load(Version version) {
    return campaigns
        .find(version.campaign())
        .filter(kept -> kept.finalCounts().isEmpty())
        .map(CampaignStore.StoredCampaign::tracked)
        .filter(found -> found.version() >= version.version());
  }

  private ActiveCampaigns.ActiveCampaign toActiveCampaign(TrackedCampaign found) {
    Campaign campaign = found.campaign();
    Topic topic = required(topics.get(campaign.topic()), campaign, campaign.topic());
    List<Criterion> criteria = new ArrayList<>();
    campaign.segments().forEach(id -> criteria.add(criterion(campaign, id)));
    campaign.excluded().forEach(id -> criteria.add(new Criterion.Not(criterion(campaign, id))));
    return new ActiveCampaigns.ActiveCampaign(found, topic, new Criterion.All(criteria));
  }

  private Criterion criterion(Campaign campaign, SegmentId id) {
    return required(segments.get(id), campaign, id).criterion();
  }

  private static <T> T required(Optional<T> found, Campaign campaign, Object name) {
    return found.orElseThrow(() ->
        new IllegalStateException(
            "campaign " + campaign.id() + " refers to " + name + ", which is not stored"));
  }
}
