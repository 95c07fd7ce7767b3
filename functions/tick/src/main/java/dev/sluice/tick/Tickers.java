package dev.sluice.tick;

import dev.sluice.aws.events.EventBridgeDomainEvents;
import dev.sluice.aws.queue.SqsWorkQueue;
import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoCampaignStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.delivery.Ticker;

/** Puts a ticker together from a function's wiring. */
final class Tickers {

  private Tickers() {}

  static Ticker ticker(Wiring wiring) {
    Tables tables = Tables.of(wiring);
    return new Ticker(
        wiring.clock(),
        new DynamoCampaignBoard(tables, wiring.clock()),
        new DynamoShardStore(tables),
        new SqsWorkQueue(wiring.clients().sqs(), wiring.required("WORK_QUEUE_URL")),
        new DynamoCampaignStore(tables, wiring.clock()),
        EventBridgeDomainEvents.of(wiring));
  }
}
