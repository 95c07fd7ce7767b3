package dev.sluice.dynamodb.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.contract.SettableClock;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.feedback.FeedbackService;
import dev.sluice.core.feedback.MailEvent;
import dev.sluice.core.feedback.SoftBounceLimit;
import dev.sluice.core.feedback.SubscriberMailEvent;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.dynamodb.fixture.DynamoStoreFixture;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.shard.DynamoShardStore;
import dev.sluice.dynamodb.subscriber.DynamoSubscriberRepository;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("capacity")
@DisplayName("Counted with DynamoDB's ConsumedCapacity over a batch of 100 events")
class FeedbackCapacityTest implements DynamoStoreFixture {

  private static final CampaignId SPRING = new CampaignId("spring");
  private static final List<SubscriberId> IDS = Samples.idsOf(new Shard(11), 100);

  private CapacityMeter meter;
  private DynamoTables tables;

  @BeforeEach
  void sendMessages() {
    meter = CapacityMeter.on(TABLES);
    tables = TABLES.withClient(meter.client());
    for (SubscriberId id : IDS) {
      saveSubscriber(Samples.subscriber(id));
      var unused =
          new DynamoSubscriberRepository(TABLES.get())
              .commit(
                  Samples.withSend(
                      SubscriberState.initial(id), Samples.sent("spring", Samples.NOON)));
    }
  }

  @Test
  @DisplayName("an event that is news takes 2.16 write units, one that is not takes none")
  void countsUnitsOfNewAndRepeatedEvents() throws InterruptedException {
    meter.reset();
    process(deliveries());
    double reads = units(meter.reads(tables.subscribers()) + meter.reads(tables.control()));
    double writes = units(meter.writes(tables.subscribers()) + meter.writes(tables.control()));
    System.out.printf("an event that is news writes %.2f units and reads %.2f%n", writes, reads);
    assertThat(writes).isEqualTo(2.16);
    assertThat(reads).isLessThanOrEqualTo(1.0);

    meter.reset();
    process(
        Stream.concat(
                deliveries().stream(),
                IDS.stream().map(id -> report(id, new MailEvent.Send(Samples.NOON))))
            .toList());
    assertThat(meter.writes(tables.subscribers()) + meter.writes(tables.control())).isZero();
  }

  private static double units(double all) {
    return all / IDS.size();
  }

  private static List<SubscriberMailEvent> deliveries() {
    return IDS.stream().map(id -> report(id, new MailEvent.Delivery(Samples.NOON))).toList();
  }

  private static SubscriberMailEvent report(SubscriberId id, MailEvent event) {
    return new SubscriberMailEvent(id, Optional.of(SPRING), event, Samples.NOON, Optional.empty());
  }

  private void process(List<SubscriberMailEvent> reports) throws InterruptedException {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      var unused =
          new FeedbackService(
                  new SettableClock(Samples.NOON),
                  executor,
                  new DynamoSubscriberRepository(tables),
                  new DynamoShardStore(tables),
                  DomainEventPublisher.NO_OP,
                  SoftBounceLimit.DEFAULT)
              .process(reports);
    }
  }
}
