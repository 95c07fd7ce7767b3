package dev.sluice.cli.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One person with everything that reached them and all that was told of it.
 *
 * @param zone in which their days are counted
 * @param arrivals earliest first
 * @param signals of their messages, in any order
 * @param ownLinks what the ways to leave and to choose begin with
 */
record Dossier(
    Person person, ZoneId zone, List<Arrival> arrivals, List<Signal> signals, String ownLinks) {

  /**
   * Within which a signal has been heard: queues gather for a second, and functions answer in less
   * than that.
   */
  static final Duration HEARD_WITHIN = Duration.ofMinutes(1);

  Dossier {
    arrivals = List.copyOf(arrivals);
    signals = List.copyOf(signals);
  }

  /**
   * Returns the person as rules may have seen them when a message was decided: how many messages
   * they left unopened and when they opened one last, by all that was told up to each instant of
   * the minute before.
   */
  List<Person> views(Arrival arrival) {
    Instant from = arrival.at().minus(HEARD_WITHIN);
    Stream<Instant> between =
        signals.stream()
            .map(Signal::at)
            .filter(at -> at.isAfter(from) && !at.isAfter(arrival.at()));
    return Stream.concat(Stream.of(from), between)
        .distinct()
        .map(known -> person.taking(unopened(arrival.order(), known), lastOpened(known)))
        .toList();
  }

  /**
   * Returns how many messages in a row have been delivered and not opened, by all that was told.
   */
  int unopened() {
    return unopened(arrivals.size(), Instant.MAX);
  }

  /** Counts those before the one with the number {@code next}, by what was told until then. */
  private int unopened(int next, Instant known) {
    int row = 0;
    for (Arrival earlier : arrivals.subList(0, next).reversed()) {
      List<Signal> told = told(earlier, known);
      if (told.stream().anyMatch(this::isEngagement)) {
        return row;
      }
      row += told.isEmpty() || told.stream().anyMatch(Signal::isPrefetch) ? 0 : 1;
    }
    return row;
  }

  private Optional<LocalDate> lastOpened(Instant known) {
    return signals.stream()
        .filter(signal -> !signal.at().isAfter(known) && isEngagement(signal))
        .map(Signal::at)
        .max(Comparator.naturalOrder())
        .map(at -> LocalDate.ofInstant(at, zone));
  }

  private List<Signal> told(Arrival arrival, Instant known) {
    return signals.stream()
        .filter(signal ->
            !signal.at().isAfter(known) && signal.campaign().equals(arrival.receipt().campaign()))
        .toList();
  }

  private boolean isEngagement(Signal signal) {
    return signal.isOpen() || signal.isClick(ownLinks);
  }
}
