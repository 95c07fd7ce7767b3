package dev.sluice.store;

import static dev.sluice.scheduling.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoCampaignStore;
import dev.sluice.aws.store.DynamoPolicyStore;
import dev.sluice.aws.store.DynamoSegmentStore;
import dev.sluice.aws.store.DynamoTopicStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.CampaignBoard;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a campaign board that reads DynamoDB")
class DynamoCampaignBoardTest implements OnTables {

  private final SettableClock clock = new SettableClock(NOON);
  private CampaignBoard board;

  @BeforeEach
  void open() {
    board = new DynamoCampaignBoard(tables(), clock);
  }

  @Test
  @DisplayName("a fresh installation has nothing to send")
  void fresh() {
    assertThat(board.read()).isEqualTo(new Agenda(SendPolicy.INITIAL, List.of()));
  }

  @Test
  @DisplayName("a new policy is seen at once")
  void newPolicy() {
    board.read();
    SendPolicy added = new DynamoPolicyStore(tables()).add(SendPolicy.INITIAL);
    assertThat(board.read().policy()).isEqualTo(added);
  }

  @Test
  @DisplayName("a campaign selects who is in all its segments and in none of the excluded")
  void segments() {
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
  void everybody() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    assertThat(item().selects(Samples.subscriber(new SubscriberId("a")), LocalDate.MAX)).isTrue();
  }

  @Test
  @DisplayName("a changed topic is seen within a minute")
  void changedTopic() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    assertThat(item().topic().cadence()).isEqualTo(Cadence.WEEKLY);
    put(Cadence.MONTHLY);
    clock.set(NOON.plus(Duration.ofMinutes(1)));
    assertThat(item().topic().cadence()).isEqualTo(Cadence.MONTHLY);
  }

  @Test
  @DisplayName("a changed state is seen at once by a board that has read the old one")
  void changedState() {
    put(Cadence.WEEKLY);
    create(List.of(), List.of());
    TrackedCampaign active = item().tracked();
    new DynamoCampaignStore(tables(), clock)
        .update(
            new TrackedCampaign(
                active.campaign(), CampaignState.PAUSED, 1, clock.instant(), active.version()));
    assertThat(item().tracked().state()).isEqualTo(CampaignState.PAUSED);
  }

  private Agenda.Item item() {
    return board.read().items().getFirst();
  }

  private void put(Cadence cadence) {
    new DynamoTopicStore(tables())
        .put(new Topic(Samples.OFFERS, "Offers", "Cheap", Topic.Joining.OPT_OUT, cadence));
  }

  private void put(String segment, Criterion criterion) {
    new DynamoSegmentStore(tables()).put(new Segment(new SegmentId(segment), segment, criterion));
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

  private static Tables tables() {
    return TABLES.get();
  }
}
