package dev.sluice.dynamodb.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.service.SubscriberImport;
import dev.sluice.core.service.SubscriberImportService;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoConsentRecords;
import dev.sluice.dynamodb.subscriber.DynamoErasureMarks;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DynamoDB Local counts nothing for keys that are not there, where DynamoDB counts a unit each. */
@Tag("capacity")
@DisplayName("Counted with DynamoDB's ConsumedCapacity, an imported line")
class ImportCapacityTest implements DynamoStoreFixture {

  private static final int LINES = 100;
  private static final Map<TopicId, TopicChoice> WEEKLY =
      Map.of(Samples.OFFERS, new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));

  private CapacityMeter meter;
  private DynamoTables tables;
  private SubscriberImportService imports;

  @BeforeEach
  void startMeter() {
    meter = CapacityMeter.on(TABLES);
    tables = TABLES.withClient(meter.client());
    SubscriberRepository repository = new DynamoSubscriberRepository(tables);
    ShardStore shards = new DynamoShardStore(tables);
    ErasureService erasures =
        new ErasureService(
            () -> Samples.NOON,
            repository,
            new DynamoErasureMarks(tables),
            () -> new ErasureKey(new byte[32]),
            shards,
            DomainEventPublisher.NO_OP);
    imports =
        new SubscriberImportService(
            () -> Samples.NOON,
            repository,
            new DynamoConsentRecords(tables),
            erasures,
            shards,
            DomainEventPublisher.NO_OP);
  }

  @Test
  @DisplayName("costs two reads for the marks of erasures, and four writes with its inbox")
  void importingANewLineClaimsItsInbox() {
    imports.importAll(lines(Map.of()));

    System.out.printf(
        "100 lines: %.1f read units, %.1f write units%n",
        meter.reads(tables.subscribers()), meter.writes(tables.subscribers()));
    assertThat(meter.reads(tables.subscribers())).isLessThanOrEqualTo(2.0 * LINES + 2);
    assertThat(meter.writes(tables.subscribers())).isEqualTo(4.0 * LINES);
  }

  @Test
  @DisplayName("costs a read and no write when nothing changed, one write when its inbox stays")
  void importingAKnownLineWritesWhatChanged() {
    imports.importAll(lines(Map.of()));
    meter.reset();

    imports.importAll(lines(Map.of()));
    assertThat(meter.reads(tables.subscribers())).isLessThanOrEqualTo(3.0 * LINES + 2);
    assertThat(meter.writes(tables.subscribers())).as("unchanged").isZero();

    imports.importAll(
        lines(Map.of(), id -> Samples.subscriber(id).address().value().toUpperCase(Locale.ROOT)));
    assertThat(meter.writes(tables.subscribers())).as("changed").isEqualTo(1.0 * LINES);

    meter.reset();
    imports.importAll(lines(Map.of(), id -> id + "@new.example"));
    assertThat(meter.writes(tables.subscribers())).as("new inbox").isEqualTo(6.0 * LINES);
  }

  @Test
  @DisplayName("costs a transaction of two writes more when it changes a choice, and not again")
  void importingAChangedChoiceTakesATransaction() {
    imports.importAll(lines(WEEKLY));

    assertThat(meter.reads(tables.subscribers())).isLessThanOrEqualTo(3.0 * LINES + 2);
    assertThat(meter.writes(tables.subscribers())).isEqualTo((4.0 + 4.0) * LINES);

    meter.reset();
    imports.importAll(lines(WEEKLY));
    assertThat(meter.writes(tables.subscribers())).as("again").isZero();
  }

  private static List<SubscriberImport> lines(Map<TopicId, TopicChoice> choices) {
    return lines(choices, id -> Samples.subscriber(id).address().value());
  }

  private static List<SubscriberImport> lines(
      Map<TopicId, TopicChoice> choices, Function<SubscriberId, String> address) {
    return IntStream.range(0, LINES)
        .mapToObj(i -> new SubscriberId("customer-" + i))
        .map(id -> Samples.subscriber(id, address.apply(id)))
        .map(subscriber -> new SubscriberImport(subscriber, choices, false))
        .toList();
  }
}
