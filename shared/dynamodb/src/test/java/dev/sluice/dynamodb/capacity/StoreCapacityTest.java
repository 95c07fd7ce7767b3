package dev.sluice.dynamodb.capacity;

import static dev.sluice.core.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.campaign.SendCounts;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.sharding.Cursor;
import dev.sluice.core.sharding.DuePosition;
import dev.sluice.core.sharding.ScanProgress;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardReader.Page;
import dev.sluice.core.sharding.ShardReader.WaitingPage;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.ItemSizeCalculator;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoShardReader;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("capacity")
@DisplayName("Counted with DynamoDB's ConsumedCapacity")
class StoreCapacityTest implements DynamoStoreFixture {

  private static final SubscriberId ANNA = new SubscriberId("3f2504e0-4f89-11d3-9a0c-0305e82c3301");
  private static final Shard SHARD = new Shard(11);

  private CapacityMeter meter;
  private DynamoTables tables;

  @BeforeEach
  void startMeter() {
    meter = CapacityMeter.on(TABLES);
    tables = TABLES.withClient(meter.client());
  }

  @Test
  @DisplayName("committing a standing of 40 sends and 4 choices takes one write unit and no index")
  void committingABusyStateTakesOneUnit() {
    SubscriberState busy = busy(ANNA, 40);
    commit(busy);
    meter.reset();
    commit(Samples.withSend(busy.withNextVersion(), Samples.sent("one-more", NOON)));
    assertThat(meter.writes(tables.subscribers())).isEqualTo(1.0);
    assertThat(meter.indexWrites(tables.subscribers())).isZero();
  }

  @Test
  @DisplayName("a unit is 1,024 bytes of item, counted as the Developer Guide says")
  void aUnitIsOneKilobyte() {
    assertThat(unitsOf(1024)).isEqualTo(1.0);
    assertThat(unitsOf(1025)).isEqualTo(2.0);
    assertThat(unitsOf(2048)).isEqualTo(2.0);
    assertThat(unitsOf(2049)).isEqualTo(3.0);
  }

  @Test
  @DisplayName("a send that begins to wait takes 1 index unit, one that waits longer 2, the last 1")
  void deferredSendsCostIndexWrites() {
    commit(Samples.withDeferredSend(busy(ANNA, 38), "summer", NOON));
    assertThat(meter.writes(tables.subscribers())).isEqualTo(2.0);
    assertThat(meter.indexWrites(tables.subscribers())).isEqualTo(1.0);
    meter.reset();
    SubscriberState once =
        Samples.withDeferredSend(busy(ANNA, 38), "summer", NOON).withNextVersion();
    commit(Samples.withSend(once, Samples.sent("spring", NOON)));
    assertThat(meter.indexWrites(tables.subscribers())).as("due at the same instant").isZero();
    meter.reset();
    commit(Samples.withDeferredSend(once.withNextVersion(), "summer", NOON.plusSeconds(60)));
    assertThat(meter.indexWrites(tables.subscribers())).isEqualTo(2.0);
    meter.reset();
    SubscriberState done = once.withNextVersion().withNextVersion();
    commit(done.with(done.history(), List.of(), done.drops(), Optional.empty()));
    assertThat(meter.indexWrites(tables.subscribers())).isEqualTo(1.0);
  }

  @Test
  @DisplayName("a walk reads at most 0.3 units for a subscriber with 3 attributes and 6 sends")
  void aCampaignScanReadsLittle() {
    List<SubscriberId> ids = Samples.idsOf(SHARD, 200);
    for (SubscriberId id : ids) {
      put(id);
      commit(busy(id, 6));
    }
    meter.reset();
    Page page = new DynamoShardReader(tables).readPage(SHARD, new Cursor.Start(), 250);
    assertThat(page.records()).hasSize(200);
    double each = meter.reads(tables.subscribers()) / page.records().size();
    System.out.printf("a walk reads %.3f units for each subscriber%n", each);
    assertThat(each).isLessThanOrEqualTo(0.3);
  }

  @Test
  @DisplayName("replanning reads at most 1.05 units for each who waits, and none for others")
  void replanningReadsOnlyThoseWhoWait() {
    List<SubscriberId> ids = Samples.idsOf(SHARD, 400);
    for (SubscriberId id : ids) {
      put(id);
      commit(busy(id, 6));
    }
    List<SubscriberId> waiting = ids.subList(0, 100);
    for (SubscriberId id : waiting) {
      commit(Samples.withDeferredSend(busy(id, 6).withNextVersion(), "summer", NOON));
    }
    DynamoSubscriberRepository repository = new DynamoSubscriberRepository(tables);
    meter.reset();
    WaitingPage page =
        new DynamoShardReader(tables)
            .findWaiting(SHARD, DuePosition.after(NOON.minusSeconds(1)), 100);
    page.positions()
        .forEach(position ->
            assertThat(repository.findIncludingErased(position.subscriber().orElseThrow()))
                .isPresent());
    assertThat(page.positions()).hasSize(100);
    double each = meter.reads(tables.subscribers()) / 100;
    System.out.printf("replanning reads %.3f units for each who waits%n", each);
    assertThat(each).isLessThanOrEqualTo(1.05);
  }

  @Test
  @DisplayName("a checkpoint of 5 campaigns takes one write unit")
  void aCheckpointTakesOneUnit() {
    DynamoShardStore shards = new DynamoShardStore(tables);
    shards.acquire(SHARD, ANNA.value(), NOON, NOON.plusSeconds(60));
    shards.checkpoint(ANNA.value(), state(SHARD), NOON, NOON.plusSeconds(60));
    meter.reset();
    shards.checkpoint(ANNA.value(), state(SHARD), NOON, NOON.plusSeconds(60));
    assertThat(meter.writes(tables.control())).isEqualTo(1.0);
  }

  @Test
  @DisplayName("a glance at 64 shards with 5 campaigns each takes at most 8 read units")
  void readingAllShardStatusesIsCheap() {
    DynamoShardStore shards = new DynamoShardStore(tables);
    for (Shard shard : Shard.all()) {
      shards.acquire(shard, "holder", NOON, NOON.plusSeconds(60));
      shards.release("holder", state(shard), NOON);
    }
    meter.reset();
    assertThat(shards.statuses()).hasSize(Shard.COUNT);
    System.out.printf("a glance reads %.1f units%n", meter.reads(tables.control()));
    assertThat(meter.reads(tables.control())).isLessThanOrEqualTo(8.0);
  }

  /** Stores an item of all the types that ours have, filled up to a size. */
  private double unitsOf(int bytes) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("kind", AttributeValue.fromS("size"));
    item.put("id", AttributeValue.fromS("Õ-" + bytes));
    item.put("n", AttributeValue.fromN("1772452800123"));
    item.put("w", AttributeValue.fromN("-9223372036854775808"));
    item.put("yes", AttributeValue.fromBool(true));
    item.put("m", AttributeValue.fromM(Map.of("offers", AttributeValue.fromS("+W"))));
    item.put("l", AttributeValue.fromL(List.of(AttributeValue.fromN("40"))));
    int fill = bytes - ItemSizeCalculator.sizeOf(item) - 1;
    item.put("b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[fill])));
    meter.reset();
    tables.client().putItem(put -> put.tableName(tables.control()).item(item));
    return meter.writes(tables.control());
  }

  private void put(SubscriberId id) {
    new DynamoSubscriberRepository(tables).saveAll(List.of(Samples.subscriber(id)));
  }

  private void commit(SubscriberState standing) {
    assertThat(new DynamoSubscriberRepository(tables).commit(standing)).isEqualTo(Commit.COMMITTED);
  }

  /** A standing with sends in the last 90 days and four choices. */
  private static SubscriberState busy(SubscriberId id, int sends) {
    SubscriberState standing = SubscriberState.initial(id);
    for (int i = 0; i < sends; i++) {
      Instant at = NOON.minus(Duration.ofHours(54).multipliedBy(sends - i));
      standing = Samples.withSend(standing, Samples.sent("campaign-" + i, at));
    }
    for (String topic : List.of("offers", "news", "tips", "partner-offers")) {
      standing = standing.with(standing.consents().withCadence(new TopicId(topic), Cadence.WEEKLY));
    }
    return standing;
  }

  private static ShardState state(Shard shard) {
    SendCounts counts =
        new SendCounts(
            12_345, 2, 678, Map.of(DropCode.CAPPED, 1_234L, DropCode.NOT_SUBSCRIBED, 9_876L));
    Map<CampaignId, ScanProgress> progress = new HashMap<>();
    for (int i = 0; i < 5; i++) {
      progress.put(
          new CampaignId("campaign-of-the-season-" + i),
          new ScanProgress(1, new Cursor.After(ANNA), counts));
    }
    return new ShardState(shard, progress, Optional.of(NOON), List.of());
  }
}
