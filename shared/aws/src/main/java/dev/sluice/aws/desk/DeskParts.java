package dev.sluice.aws.desk;

import dev.sluice.aws.events.EventBridgeDomainEvents;
import dev.sluice.aws.ses.SesAccountList;
import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.aws.store.DynamoCampaignNames;
import dev.sluice.aws.store.DynamoConsentStore;
import dev.sluice.aws.store.DynamoErasureStore;
import dev.sluice.aws.store.DynamoShardStore;
import dev.sluice.aws.store.DynamoStandingStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.FreeingDesk;
import dev.sluice.scheduling.desk.Office;

/** The parts of a desk, made from a function's variables. */
public final class DeskParts {

  private DeskParts() {}

  /** Returns what a desk works with: the two tables, and the bus that EVENT_BUS names. */
  public static Office office(Wiring wiring) {
    Tables tables = Tables.of(wiring);
    return new Office(
        wiring.clock(),
        new DynamoStandingStore(tables),
        new DynamoConsentStore(tables),
        new DynamoCampaignBoard(tables, wiring.clock()),
        new DynamoShardStore(tables),
        EventBridgeDomainEvents.of(wiring));
  }

  /** Returns what erases subscribers, with the key of ERASURE_KEY_SECRET. */
  public static ErasureDesk erasures(Wiring wiring, Office office) {
    return new ErasureDesk(
        office,
        new DynamoErasureStore(Tables.of(wiring)),
        new ErasureKeyProvider(
            () -> wiring.clients().secrets(), wiring.required("ERASURE_KEY_SECRET")));
  }

  /** Returns what frees suppressed subscribers, in their standings and on SES's list. */
  public static FreeingDesk freeing(Wiring wiring, Office office) {
    return new FreeingDesk(office, SesAccountList.of(wiring));
  }

  /** Returns what tells subscribers everything that is known about them. */
  public static PersonalData personalData(Wiring wiring, Office office) {
    return new PersonalData(office, new DynamoCampaignNames(Tables.of(wiring)));
  }
}
