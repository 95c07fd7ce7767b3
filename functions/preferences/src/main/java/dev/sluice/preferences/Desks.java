package dev.sluice.preferences;

import dev.sluice.aws.desk.DeskParts;
import dev.sluice.aws.desk.PersonalData;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ErasureDesk;
import dev.sluice.scheduling.desk.Office;

/** Where wishes of subscribers are fulfilled: to change consents, to be erased, to be told. */
record Desks(ConsentDesk consents, ErasureDesk erasures, PersonalData data) {

  /** Returns the desks of an office, made from a function's variables. */
  static Desks of(Wiring wiring, Office office) {
    return new Desks(
        new ConsentDesk(office),
        DeskParts.erasures(wiring, office),
        DeskParts.personalData(wiring, office));
  }
}
