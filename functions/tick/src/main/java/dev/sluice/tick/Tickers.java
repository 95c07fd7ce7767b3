package dev.sluice.tick;

import dev.sluice.aws.events.EventBridgeDomainEvents;
import dev.sluice.aws.queue.SqsWorkQueue;
import dev.sluice.aws.ses.SesAccountHolds;
import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoCampaignStore;
import dev.sluice.aws.store.DynamoHoldStore;
import dev.sluice.aws.store.DynamoReputation;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.delivery.ControlRoom;
import dev.sluice.scheduling.delivery.Ticker;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.event.DomainEvents;
import dev.sluice.scheduling.feedback.ReputationHolds;
import dev.sluice.scheduling.feedback.ReputationLimits;
import dev.sluice.scheduling.hold.HoldWatch;
import java.time.LocalDate;
import java.util.List;

/** Puts together from a function's wiring what a tick does. */
final class Tickers {

  private Tickers() {}

  static Ticker ticker(Wiring wiring) {
    Tables tables = Tables.of(wiring);
    return new Ticker(
        new ControlRoom(
            wiring.clock(),
            new DynamoCampaignBoard(tables, wiring.clock()),
            new DynamoShardStore(tables),
            new SqsWorkQueue(wiring.clients().sqs(), wiring.required("WORK_QUEUE_URL")),
            new DynamoCampaignStore(tables, wiring.clock()),
            EventBridgeDomainEvents.of(wiring)));
  }

  static HoldWatch holdWatch(Wiring wiring) {
    DomainEvents events = EventBridgeDomainEvents.of(wiring);
    return new HoldWatch(
        wiring.clock(),
        new DynamoHoldStore(Tables.of(wiring)),
        List.of(
            new SesAccountHolds(() -> wiring.clients().ses()),
            new ReputationHolds(
                wiring.clock(), new DynamoReputation(Tables.of(wiring)), limits(wiring))),
        hold -> events.publish(List.of(DomainEvent.of(hold, wiring.clock().instant()))));
  }

  private static ReputationLimits limits(Wiring wiring) {
    return new ReputationLimits(
        percent(wiring, "HOLD_AT_BOUNCE_PERCENT"),
        percent(wiring, "HOLD_AT_COMPLAINT_PERCENT"),
        wiring.optional("REPUTATION_COUNTED_FROM").map(LocalDate::parse).orElse(LocalDate.EPOCH));
  }

  private static double percent(Wiring wiring, String variable) {
    return Double.parseDouble(wiring.required(variable));
  }
}
