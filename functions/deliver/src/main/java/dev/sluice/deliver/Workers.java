package dev.sluice.deliver;

import dev.sluice.aws.events.EventBridgeDomainEvents;
import dev.sluice.aws.ses.CampaignMailrooms;
import dev.sluice.aws.store.DynamoAudience;
import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.delivery.ShardWorker;
import dev.sluice.scheduling.delivery.Workplace;
import java.util.UUID;

/** Puts a worker together from a function's wiring. */
final class Workers {

  private Workers() {}

  static ShardWorker shardWorker(Wiring wiring) {
    Tables tables = Tables.of(wiring);
    Workplace workplace =
        new Workplace(
            wiring.clock(),
            wiring.pauses(),
            wiring.executor(),
            new DynamoCampaignBoard(tables, wiring.clock()),
            new DynamoShardStore(tables),
            new DynamoAudience(tables),
            new DynamoStandingStore(tables),
            Permits.of(wiring, tables),
            CampaignMailrooms.of(wiring),
            EventBridgeDomainEvents.of(wiring));
    return new ShardWorker(workplace, () -> UUID.randomUUID().toString());
  }
}
