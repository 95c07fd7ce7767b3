package dev.sluice.aws.store;

import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SegmentStore;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.CampaignBoard;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.policy.PolicyStore;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.TopicStore;
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
public final class DynamoCampaignBoard implements CampaignBoard {

  /** Campaigns that can be under way at once; each one is looked at in every visit. */
  public static final int MAX_ACTIVE = 200;

  /** How soon a changed topic or segment reaches the workers. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final ControlTable table;
  private final PolicyStore policies;
  private final CampaignStore campaigns;
  private final Remembered<Version, TrackedCampaign> tracked;
  private final Remembered<TopicId, Topic> topics;
  private final Remembered<SegmentId, Segment> segments;

  private record Version(CampaignId campaign, long version) {}

  /** Creates it. */
  public DynamoCampaignBoard(Tables tables, InstantSource clock) {
    this.table = new ControlTable(tables);
    this.policies = new DynamoPolicyStore(tables);
    this.campaigns = new DynamoCampaignStore(tables, clock);
    TopicStore topicStore = new DynamoTopicStore(tables);
    SegmentStore segmentStore = new DynamoSegmentStore(tables);
    this.tracked = new Remembered<>(clock, Duration.ofDays(1), this::load);
    this.topics = new Remembered<>(clock, FRESH, topicStore::read);
    this.segments = new Remembered<>(clock, FRESH, segmentStore::read);
  }

  @Override
  public Agenda read() {
    List<Agenda.Item> items =
        table.query(table.ofKind(CampaignItems.ACTIVE).limit(MAX_ACTIVE)).stream()
            .map(DynamoCampaignBoard::version)
            .flatMap(version -> tracked.get(version).stream())
            .map(this::item)
            .toList();
    return new Agenda(policies.current(), items);
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
        .read(version.campaign())
        .filter(kept -> kept.finalCounts().isEmpty())
        .map(CampaignStore.KeptCampaign::tracked)
        .filter(found -> found.version() >= version.version());
  }

  private Agenda.Item item(TrackedCampaign found) {
    Campaign campaign = found.campaign();
    Topic topic = required(topics.get(campaign.topic()), campaign, campaign.topic());
    List<Criterion> criteria = new ArrayList<>();
    campaign.segments().forEach(id -> criteria.add(criterion(campaign, id)));
    campaign.excluded().forEach(id -> criteria.add(new Criterion.Not(criterion(campaign, id))));
    return new Agenda.Item(found, topic, new Criterion.All(criteria));
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
