package dev.sluice.campaigns;

import dev.sluice.aws.desk.DeskParts;
import dev.sluice.aws.desk.PersonalData;
import dev.sluice.aws.store.DynamoSubscribers;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.desk.EnrolmentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.FreeingDesk;
import dev.sluice.scheduling.desk.Office;

/** Where subscribers are taken in, freed and erased, and where it is told what they allowed. */
record Desks(
    EnrolmentDesk enrolments,
    ErasureDesk erasures,
    FreeingDesk freeing,
    ConsentStore consents,
    PersonalData data) {

  /** Returns the desks of a function. */
  static Desks of(Wiring wiring) {
    Office office = DeskParts.office(wiring);
    ErasureDesk erasures = DeskParts.erasures(wiring, office);
    return new Desks(
        new EnrolmentDesk(office, new DynamoSubscribers(Tables.of(wiring)), erasures),
        erasures,
        DeskParts.freeing(wiring, office),
        office.consents(),
        DeskParts.personalData(wiring, office));
  }
}
