package dev.sluice.scheduling.delivery;

import dev.sluice.scheduling.visit.Visitor;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * What a run has at hand between two looks at the agenda.
 *
 * @param readAt when the agenda was read
 */
record Shift(
    Workplace workplace,
    Agenda agenda,
    Instant readAt,
    Visitor visitor,
    Tally tally,
    Purse purse,
    Handovers handovers) {

  /** Begins a run's first shift, with what it takes over from the one before. */
  static Shift first(Workplace workplace, Lease lease, Instant now, RandomGenerator random) {
    Agenda agenda = workplace.board().read();
    return new Shift(
        workplace,
        agenda,
        now,
        visitor(workplace, agenda),
        new Tally(Inheritance.of(lease, agenda, now)),
        new Purse(workplace.permits(), random),
        new Handovers());
  }

  /** Returns the next shift: a new look at the agenda, all else goes on. */
  Shift next(Instant now) {
    Agenda current = workplace.board().read();
    return new Shift(workplace, current, now, visitor(workplace, current), tally, purse, handovers);
  }

  private static Visitor visitor(Workplace workplace, Agenda agenda) {
    return new Visitor(workplace.standings(), workplace.mailrooms().of(agenda));
  }
}
