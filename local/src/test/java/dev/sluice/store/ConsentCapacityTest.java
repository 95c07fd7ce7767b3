package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoConsentStore;
import dev.sluice.aws.store.DynamoErasureStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.aws.store.Tables;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.desk.Enrolment;
import dev.sluice.scheduling.desk.EnrolmentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.ErasureKey;
import dev.sluice.scheduling.desk.Office;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * DynamoDB Local counts the writes of a transaction once, DynamoDB twice; and nothing for keys that
 * are not there, where DynamoDB counts a unit each.
 */
@DisplayName("Counted with DynamoDB's ConsumedCapacity, an imported line")
class ConsentCapacityTest implements OnTables {

  private static final int LINES = 100;
  private static final Map<TopicId, TopicChoice> WEEKLY =
      Map.of(Samples.OFFERS, new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));

  private CapacityMeter meter;
  private Tables tables;
  private EnrolmentDesk desk;

  @BeforeEach
  void measure() {
    meter = CapacityMeter.on(TABLES);
    tables = TABLES.through(meter.client());
    Office office =
        new Office(
            () -> Samples.NOON,
            new DynamoStandingStore(tables),
            new DynamoConsentStore(tables),
            new DynamoCampaignBoard(tables, () -> Samples.NOON),
            new DynamoShardStore(tables),
            DomainEvents.NOBODY_LISTENS);
    ErasureDesk erasures =
        new ErasureDesk(office, new DynamoErasureStore(tables), () -> new ErasureKey(new byte[32]));
    desk = new EnrolmentDesk(office, new DynamoSubscribers(tables), erasures);
  }

  @Test
  @DisplayName("costs no more than two reads for the marks of erasures, and one write")
  void aPlainLine() {
    desk.put(lines(Map.of()));

    System.out.printf(
        "100 lines: %.1f read units, %.1f write units%n",
        meter.reads(tables.subscribers()), meter.writes(tables.subscribers()));
    assertThat(meter.reads(tables.subscribers())).isLessThanOrEqualTo(2.0 * LINES + 2);
    assertThat(meter.writes(tables.subscribers())).isEqualTo(1.0 * LINES);
  }

  @Test
  @DisplayName(
      "costs a read and a transaction of two writes more when it changes a choice, and not again")
  void aLineThatChanges() {
    desk.put(lines(WEEKLY));

    assertThat(meter.reads(tables.subscribers())).isLessThanOrEqualTo(3.0 * LINES + 2);
    assertThat(meter.writes(tables.subscribers())).isEqualTo(3.0 * LINES);

    meter.reset();
    desk.put(lines(WEEKLY));
    assertThat(meter.writes(tables.subscribers())).as("again").isEqualTo(1.0 * LINES);
  }

  private static List<Enrolment> lines(Map<TopicId, TopicChoice> choices) {
    return IntStream.range(0, LINES)
        .mapToObj(i -> Samples.subscriber(new SubscriberId("customer-" + i)))
        .map(subscriber -> new Enrolment(subscriber, choices, false))
        .toList();
  }
}
