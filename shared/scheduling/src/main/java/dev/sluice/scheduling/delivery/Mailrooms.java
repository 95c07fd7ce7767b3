package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.visit.Mailroom;

/** Where mailrooms come from. */
@FunctionalInterface
public interface Mailrooms {

  /** Returns a mailroom that writes the messages of an agenda's campaigns. */
  Mailroom of(Agenda agenda);
}
