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
import dev.sluice.core.support.ExpiringCache;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.RulesRevision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The active campaigns in the control table: two small queries and one small read while nothing
 * changes.
 *
 * <p>It returns every active campaign or throws, since a deferred send of a campaign that is not
 * among them is dropped. Campaigns are cached by version, since a version never changes; topics and
 * segments by the revision of the rules, for an hour.
 */
public final class DynamoActiveCampaignSource implements ActiveCampaignSource {

  /**
   * A value of a revision never changes; of those of earlier revisions nothing is kept for long.
   */
  private static final Duration CACHE_DURATION = Duration.ofHours(1);

  private final ControlTable table;
  private final PolicyStore policies;
  private final CampaignStore campaigns;
  private final ExpiringCache<Version, TrackedCampaign> tracked;
  private final ExpiringCache<OfRevision<TopicId>, Topic> topics;
  private final ExpiringCache<OfRevision<SegmentId>, Segment> segments;
  private final RulesRevision rules;

  private record Version(CampaignId campaign, long version) {}

  /** What is read once the rules have that revision, so that it is never older. */
  private record OfRevision<I>(long revision, I id) {}

  public DynamoActiveCampaignSource(DynamoTables tables, InstantSource clock) {
    this.table = new ControlTable(tables);
    this.policies = new DynamoPolicyStore(tables);
    this.campaigns = new DynamoCampaignStore(tables, clock);
    TopicStore topicStore = new DynamoTopicStore(tables);
    SegmentStore segmentStore = new DynamoSegmentStore(tables);
    this.tracked =
        new ExpiringCache<>(clock, ExpiringCache.Options.maxAge(Duration.ofDays(1)), this::load);
    ExpiringCache.Options options = ExpiringCache.Options.maxAge(CACHE_DURATION);
    this.topics = new ExpiringCache<>(clock, options, topic -> topicStore.find(topic.id()));
    this.segments = new ExpiringCache<>(clock, options, segment -> segmentStore.find(segment.id()));
    this.rules = new RulesRevision(table);
  }

  @Override
  public ActiveCampaigns load() {
    long revision = rules.current();
    List<ActiveCampaigns.ActiveCampaign> active =
        table.queryAll(table.queryByKind(CampaignItems.ACTIVE), CampaignStore.MAX_ACTIVE).stream()
            .map(DynamoActiveCampaignSource::version)
            .flatMap(version -> tracked.get(version).stream())
            .map(found -> toActiveCampaign(found, revision))
            .toList();
    return new ActiveCampaigns(policies.current(), active, revision);
  }

  @Override
  public long rulesRevision() {
    return rules.current();
  }

  private static Version version(Item active) {
    return new Version(
        new CampaignId(active.text(ControlTable.ID)), active.number(CampaignItems.VERSION));
  }

  /** Reads a campaign, in a newer version if it changed since the query; empty if it was closed. */
  private Optional<TrackedCampaign> load(Version version) {
    CampaignStore.StoredCampaign stored =
        campaigns
            .find(version.campaign())
            .orElseThrow(() ->
                new IllegalStateException(
                    "campaign " + version.campaign() + " is active, but not stored"));
    return stored.finalCounts().isEmpty() ? Optional.of(stored.tracked()) : Optional.empty();
  }

  private ActiveCampaigns.ActiveCampaign toActiveCampaign(TrackedCampaign found, long revision) {
    Campaign campaign = found.campaign();
    Topic topic =
        required(
            topics.get(new OfRevision<>(revision, campaign.topic())), campaign, campaign.topic());
    List<Criterion> criteria = new ArrayList<>();
    campaign.segments().forEach(id -> criteria.add(criterion(campaign, id, revision)));
    campaign
        .excluded()
        .forEach(id -> criteria.add(new Criterion.Not(criterion(campaign, id, revision))));
    return new ActiveCampaigns.ActiveCampaign(found, topic, new Criterion.All(criteria));
  }

  private Criterion criterion(Campaign campaign, SegmentId id, long revision) {
    return required(segments.get(new OfRevision<>(revision, id)), campaign, id).criterion();
  }

  private static <T> T required(Optional<T> found, Campaign campaign, Object name) {
    return found.orElseThrow(() ->
        new IllegalStateException(
            "campaign " + campaign.id() + " refers to " + name + ", which is not stored"));
  }
}
