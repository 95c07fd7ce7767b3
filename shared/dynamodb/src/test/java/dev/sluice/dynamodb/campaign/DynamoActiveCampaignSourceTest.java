package dev.sluice.dynamodb.campaign;

import static dev.sluice.core.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.delivery.CandidateSelector;
import dev.sluice.core.delivery.Candidates;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Active campaigns in DynamoDB")
class DynamoActiveCampaignSourceTest implements DynamoStoreFixture {

  private final SettableClock clock = new SettableClock(NOON);
  private ActiveCampaignSource source;

  @BeforeEach
  void createSource() {
    source = new DynamoActiveCampaignSource(tables(), clock);
  }

  @Test
  @DisplayName("a fresh installation has nothing to send")
  void hasNoCampaignsAtFirst() {
    assertThat(source.load()).isEqualTo(new ActiveCampaigns(SendPolicy.INITIAL, List.of()));
  }

  @Test
  @DisplayName("a new policy is seen at once")
  void seesANewPolicyAtOnce() {
    source.load();
    SendPolicy added = new DynamoPolicyStore(tables()).add(SendPolicy.INITIAL);
    assertThat(source.load().policy()).isEqualTo(added);
  }

  @Test
  @DisplayName("a campaign selects the subscribers in all its segments and in none of the excluded")
  void selectsByIncludedAndExcludedSegments() {
    put(Cadence.WEEKLY);
    put("active", new Criterion.InStage(Set.of(LifecycleStage.ACTIVE)));
    put("buyers", new Criterion.Present("purchases"));
    put("staff", new Criterion.Present("badge"));
    create(List.of("active", "buyers"), List.of("staff"));
    assertThat(item().selects(Samples.subscriber(new SubscriberId("a")), LocalDate.MAX)).isTrue();
    put("staff", new Criterion.Present("firstName"));
    assertThat(item().selects(Samples.subscriber(new SubscriberId("a")), LocalDate.MAX)).isFalse();
  }

  @Test
  @DisplayName("what is loaded is of the rules' revision, and says which")
  void namesTheRevision() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    ActiveCampaigns before = source.load();
    assertThat(before.rulesRevision()).isEqualTo(source.rulesRevision()).isEqualTo(2);
    new DynamoPolicyStore(tables()).add(SendPolicy.INITIAL);
    assertThat(source.rulesRevision()).isEqualTo(3);
    assertThat(source.load().rulesRevision()).isEqualTo(3);
  }

  @Test
  @DisplayName("a campaign without segments selects every subscriber")
  void selectsAllWithoutSegments() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    assertThat(item().selects(Samples.subscriber(new SubscriberId("a")), LocalDate.MAX)).isTrue();
  }

  @Test
  @DisplayName("a changed topic is seen at once")
  void seesAChangedTopicAtOnce() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    assertThat(item().topic().cadence()).isEqualTo(Cadence.WEEKLY);
    put(Cadence.MONTHLY);
    assertThat(item().topic().cadence()).isEqualTo(Cadence.MONTHLY);
  }

  @Test
  @DisplayName("a changed state is seen at once by a source that has read the old one")
  void seesAChangedStateAtOnce() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    TrackedCampaign active = item().tracked();
    new DynamoCampaignStore(tables(), clock)
        .update(
            new TrackedCampaign(
                active.campaign(), CampaignState.PAUSED, 1, clock.instant(), active.version()));
    assertThat(item().tracked().state()).isEqualTo(CampaignState.PAUSED);
  }

  @Test
  @DisplayName("with as many campaigns as may be, the last by identifier keeps its deferred sends")
  void dropsNoDeferredSendAtTheLimit() {
    put(Cadence.WEEKLY);
    for (int i = 0; i < CampaignStore.MAX_ACTIVE; i++) {
      create("campaign-%03d".formatted(i), List.of(), List.of());
    }
    assertThat(store().create(campaign("campaign-000-b", List.of(), List.of()), NOON))
        .isEqualTo(CampaignStore.Creation.TOO_MANY_ACTIVE);

    SubscriberId id = new SubscriberId("a");
    SubscriberState waiting =
        Samples.withDeferredSend(SubscriberState.initial(id), "campaign-199", NOON.plusSeconds(60));
    Candidates candidates =
        new CandidateSelector(source.load(), NOON)
            .candidatesFor(
                new SubscriberRecord(Samples.subscriber(id), waiting),
                ShardState.initial(Shard.of(id)));
    assertThat(candidates.ended()).isEmpty();
    assertThat(candidates.includes(new CampaignId("campaign-199"))).isTrue();
  }

  @Test
  @DisplayName("more campaigns than may be are an error, never a shorter list")
  void failsBeyondTheLimit() {
    for (int i = 0; i <= CampaignStore.MAX_ACTIVE; i++) {
      new ControlTable(tables()).put(CampaignItems.active(new CampaignId("campaign-" + i), 1));
    }
    assertThatThrownBy(() -> source.load())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than 200 items");
  }

  @Test
  @DisplayName("an active campaign that is not stored is an error, never a shorter list")
  void failsWithoutTheCampaignItself() {
    new ControlTable(tables()).put(CampaignItems.active(new CampaignId("spring"), 1));
    assertThatThrownBy(() -> source.load())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("spring");
  }

  private ActiveCampaigns.ActiveCampaign item() {
    return source.load().campaigns().getFirst();
  }

  private void put(Cadence cadence) {
    new DynamoTopicStore(tables())
        .save(new Topic(Samples.OFFERS, "Offers", "Cheap", Topic.OptInMode.OPT_OUT, cadence));
  }

  private void put(String segment, Criterion criterion) {
    new DynamoSegmentStore(tables()).save(new Segment(new SegmentId(segment), segment, criterion));
  }

  private void create(List<String> segments, List<String> excluded) {
    create("spring", segments, excluded);
  }

  private void create(String id, List<String> segments, List<String> excluded) {
    assertThat(store().create(campaign(id, segments, excluded), NOON))
        .isEqualTo(CampaignStore.Creation.CREATED);
  }

  private static Campaign campaign(String id, List<String> segments, List<String> excluded) {
    return new Campaign(
        new CampaignId(id),
        "Spring",
        Samples.OFFERS,
        segments.stream().map(SegmentId::new).toList(),
        excluded.stream().map(SegmentId::new).toList(),
        List.of(new Variant("a", 1, "s", "h", "t")),
        Priority.NORMAL,
        NOON,
        NOON.plus(Duration.ofDays(20)),
        WhenCapped.WAIT,
        Map.of(),
        List.of());
  }

  private CampaignStore store() {
    return new DynamoCampaignStore(tables(), clock);
  }

  private static DynamoTables tables() {
    return TABLES.get();
  }
}
