package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.store.DynamoFeedbackStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.SettableClock;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.feedback.Feedback;
import dev.sluice.scheduling.feedback.FeedbackDesk;
import dev.sluice.scheduling.feedback.MailEvent;
import dev.sluice.scheduling.feedback.Report;
import dev.sluice.scheduling.feedback.SoftBounceLimit;
import dev.sluice.scheduling.standing.Standing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

@DisplayName("Counted with DynamoDB's ConsumedCapacity over a batch of 100 events")
class FeedbackCapacityTest implements OnTables {

  private static final CampaignId SPRING = new CampaignId("spring");
  private static final List<SubscriberId> IDS = Samples.idsOf(new Shard(11), 100);

  /** Of an item below 1 KB, as all of these are. */
  private static final int UNITS_IN_A_TRANSACTION = 2;

  private final AtomicInteger transacted = new AtomicInteger();
  private CapacityMeter meter;
  private Tables tables;

  @BeforeEach
  void send() {
    meter = CapacityMeter.on(TABLES);
    tables = TABLES.through(counting(meter.client()));
    for (SubscriberId id : IDS) {
      put(Samples.subscriber(id));
      var unused =
          new DynamoStandingStore(TABLES.get())
              .commit(Samples.plus(Standing.blank(id), Samples.sent("spring", Samples.NOON)));
    }
  }

  @Test
  @DisplayName("an event that is news takes 2.16 write units, one that is not takes none")
  void countUnits() throws InterruptedException {
    meter.reset();
    hear(deliveries());
    double reads = units(meter.reads(tables.subscribers()) + meter.reads(tables.control()));
    double writes = units(UNITS_IN_A_TRANSACTION * transacted.get());
    System.out.printf("an event that is news writes %.2f units and reads %.2f%n", writes, reads);
    assertThat(writes).isEqualTo(2.16);
    assertThat(reads).isLessThanOrEqualTo(1.0);

    meter.reset();
    hear(
        Stream.concat(
                deliveries().stream(),
                IDS.stream().map(id -> report(id, new MailEvent.Send(Samples.NOON))))
            .toList());
    assertThat(meter.writes(tables.subscribers()) + meter.writes(tables.control())).isZero();
  }

  /** Counts the writes of transactions, of which DynamoDB Local tells the units of a few only. */
  private DynamoDbClient counting(DynamoDbClient client) {
    return WatchedClient.of(
        client,
        call -> {
          if (call.request() instanceof TransactWriteItemsRequest request) {
            transacted.addAndGet(request.transactItems().size());
          }
          return call.pass();
        });
  }

  private static double units(double all) {
    return all / IDS.size();
  }

  private static List<Report> deliveries() {
    return IDS.stream().map(id -> report(id, new MailEvent.Delivery(Samples.NOON))).toList();
  }

  private static Report report(SubscriberId id, MailEvent event) {
    return new Report(id, Optional.of(SPRING), event, Samples.NOON, Optional.empty());
  }

  private void hear(List<Report> reports) throws InterruptedException {
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      var unused =
          new Feedback(
                  new FeedbackDesk(
                      new SettableClock(Samples.NOON),
                      executor,
                      new DynamoFeedbackStore(tables),
                      new DynamoShardStore(tables),
                      DomainEvents.NOBODY_LISTENS,
                      SoftBounceLimit.USUAL))
              .hear(reports);
    }
  }
}
