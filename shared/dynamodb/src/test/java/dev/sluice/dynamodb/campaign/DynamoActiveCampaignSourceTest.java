package dev.sluice.dynamodb.campaign;

import static dev.sluice.core.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.DynamoTables;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a campaign board that reads DynamoDB")
class DynamoActiveCampaignSourceTest implements DynamoStoreFixture {

  private final SettableClock clock = new SettableClock(NOON);
  private ActiveCampaignSource board;

  @BeforeEach
  void createSource() {
    board = new DynamoActiveCampaignSource(tables(), clock);
  }

  @Test
  @DisplayName("a fresh installation has nothing to send")
  void hasNoCampaignsAtFirst() {
    assertThat(board.load()).isEqualTo(new ActiveCampaigns(SendPolicy.INITIAL, List.of()));
  }

  @Test
  @DisplayName("a new policy is seen at once")
  void seesANewPolicyAtOnce() {
    board.load();
    SendPolicy added = new DynamoPolicyStore(tables()).add(SendPolicy.INITIAL);
    assertThat(board.load().policy()).isEqualTo(added);
  }

  @Test
  @DisplayName("a campaign selects who is in all its segments and in none of the excluded")
  void selectsByIncludedAndExcludedSegments() {
    put(Cadence.WEEKLY);
    put("active", new Criterion.InStage(Set.of(LifecycleStage.ACTIVE)));
    put("buyers", new Criterion.Present("purchases"));
    put("staff", new Criterion.Present("badge"));
    create(List.of("active", "buyers"), List.of("staff"));
    assertThat(item().selects(Samples.subscriber(new SubscriberId("a")), LocalDate.MAX)).isTrue();
    put("staff", new Criterion.Present("firstName"));
    clock.set(NOON.plus(Duration.ofMinutes(2)));
    assertThat(item().selects(Samples.subscriber(new SubscriberId("a")), LocalDate.MAX)).isFalse();
  }

  @Test
  @DisplayName("a campaign without segments selects everybody")
  void selectsAllWithoutSegments() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    assertThat(item().selects(Samples.subscriber(new SubscriberId("a")), LocalDate.MAX)).isTrue();
  }

  @Test
  @DisplayName("a changed topic is seen within a minute")
  void seesAChangedTopicWithinAMinute() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    assertThat(item().topic().cadence()).isEqualTo(Cadence.WEEKLY);
    put(Cadence.MONTHLY);
    clock.set(NOON.plus(Duration.ofMinutes(1)));
    assertThat(item().topic().cadence()).isEqualTo(Cadence.MONTHLY);
  }

  @Test
  @DisplayName("a changed state is seen at once by a board that has read the old one")
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

  private ActiveCampaigns.ActiveCampaign item() {
    return board.load().campaigns().getFirst();
  }

  private void put(Cadence cadence) {
    new DynamoTopicStore(tables())
        .save(new Topic(Samples.OFFERS, "Offers", "Cheap", Topic.OptInMode.OPT_OUT, cadence));
  }

  private void put(String segment, Criterion criterion) {
    new DynamoSegmentStore(tables()).save(new Segment(new SegmentId(segment), segment, criterion));
  }

  private void create(List<String> segments, List<String> excluded) {
    Campaign campaign =
        new Campaign(
            new CampaignId("spring"),
            "Spring",
            Samples.OFFERS,
            segments.stream().map(SegmentId::new).toList(),
            excluded.stream().map(SegmentId::new).toList(),
            List.of(new Variant("a", 1, "s", "h", "t")),
            Priority.NORMAL,
            NOON,
            NOON.plus(Duration.ofDays(20)),
            WhenCapped.WAIT,
            Map.of());
    assertThat(new DynamoCampaignStore(tables(), clock).create(campaign, NOON)).isTrue();
  }

  private static DynamoTables tables() {
    return TABLES.get();
  }
}
