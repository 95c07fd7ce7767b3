package dev.sluice.cli.audit;

import dev.sluice.cli.audit.Breach.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Everything that one person got, against everything that holds for them. */
final class PersonAudit {

  private final Evidence evidence;
  private final Person person;
  private final ZoneId zone;
  private final List<Arrival> arrivals;
  private final Dossier dossier;

  /** Prepares the audit of one person. */
  PersonAudit(Evidence evidence, Dossier dossier) {
    this.evidence = evidence;
    this.person = dossier.person();
    this.zone = dossier.zone();
    this.arrivals = dossier.arrivals();
    this.dossier = dossier;
  }

  Stream<Breach> breaches() {
    return Stream.of(
            evidence.policy().path("caps").valueStream().map(Cap::new).flatMap(this::cap),
            each(Kind.QUIET_HOURS_BROKEN, this::isQuiet),
            each(Kind.SENT_WITHOUT_CONSENT, arrival -> !wants(arrival)),
            each(Kind.SENT_OUTSIDE_AUDIENCE, arrival -> !isInAudience(arrival)),
            each(Kind.SENT_OUTSIDE_CAMPAIGN_LIFE, arrival -> !isInLife(arrival)),
            repeated(),
            tooSoon())
        .flatMap(breaches -> breaches);
  }

  private Stream<Breach> cap(Cap cap) {
    return cap.breaches(dossier);
  }

  private boolean isQuiet(Arrival arrival) {
    JsonNode hours = evidence.policy().path("quietHours");
    if (!hours.isObject()) {
      return false;
    }
    LocalTime from = LocalTime.parse(hours.get("from").asString());
    LocalTime until = LocalTime.parse(hours.get("until").asString());
    LocalTime shown = LocalTime.ofInstant(arrival.at(), zone);
    boolean late = !shown.isBefore(from);
    boolean early = shown.isBefore(until);
    return from.isAfter(until) ? late || early : late && early;
  }

  private boolean wants(Arrival arrival) {
    return person
        .choice(arrival.topic(), arrival.at())
        .map(Person.Choice::subscribed)
        .orElseGet(() -> unspoken(arrival).subscribed());
  }

  /** Whether they were in it as one of the ways in which they may have been seen. */
  private boolean isInAudience(Arrival arrival) {
    return dossier.views(arrival).stream().anyMatch(view -> isInAudience(view, arrival));
  }

  private boolean isInAudience(Person view, Arrival arrival) {
    Predicate<JsonNode> holds = rule -> Rule.holds(rule, view, arrival.at(), zone);
    return arrival.campaign().segments().stream().allMatch(holds)
        && arrival.campaign().excluded().stream().noneMatch(holds);
  }

  private static boolean isInLife(Arrival arrival) {
    Instant at = arrival.at();
    return !at.isBefore(arrival.campaign().start()) && at.isBefore(arrival.campaign().expiry());
  }

  private Stream<Breach> repeated() {
    Set<String> seen = new HashSet<>();
    return each(Kind.SENT_TWICE, arrival -> !seen.add(arrival.receipt().campaign()));
  }

  private Stream<Breach> tooSoon() {
    return IntStream.range(0, arrivals.size())
        .boxed()
        .flatMap(later ->
            IntStream.range(0, later)
                .filter(earlier -> isTooSoon(arrivals.get(earlier), arrivals.get(later)))
                .mapToObj(_ -> breach(Kind.CADENCE_BROKEN, arrivals.get(later)))
                .limit(1));
  }

  private boolean isTooSoon(Arrival earlier, Arrival later) {
    Period period =
        person
            .choice(later.topic(), later.at())
            .map(Person.Choice::period)
            .orElseGet(() -> unspoken(later).period());
    LocalDate free = LocalDate.ofInstant(earlier.at(), zone).plus(period);
    return earlier.topic().equals(later.topic())
        && LocalDate.ofInstant(later.at(), zone).isBefore(free);
  }

  private Evidence.Unspoken unspoken(Arrival arrival) {
    Evidence.Unspoken unspoken = evidence.topics().get(arrival.topic());
    if (unspoken == null) {
      throw new IllegalArgumentException("the evidence lacks topic " + arrival.topic());
    }
    return unspoken;
  }

  private Stream<Breach> each(Kind kind, Predicate<Arrival> broken) {
    return arrivals.stream().filter(broken).map(arrival -> breach(kind, arrival));
  }

  private Breach breach(Kind kind, Arrival arrival) {
    return new Breach(
        kind,
        person.id(),
        "%s (topic %s) at %s"
            .formatted(arrival.receipt().campaign(), arrival.topic(), arrival.at().atZone(zone)));
  }
}
