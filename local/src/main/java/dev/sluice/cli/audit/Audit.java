package dev.sluice.cli.audit;

import dev.sluice.cli.audit.Breach.Kind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recounts a mailbox against policy, choices and campaigns, and finds every breach. */
public final class Audit {

  private final Evidence evidence;
  private final Map<String, Person> byAddress;
  private final Map<String, Announced> byId;
  private final Map<String, List<Signal>> signals;

  private Audit(Evidence evidence) {
    this.evidence = evidence;
    this.byAddress =
        evidence.people().stream().collect(Collectors.toMap(Person::address, Function.identity()));
    this.byId =
        evidence.campaigns().stream().collect(Collectors.toMap(Announced::id, Function.identity()));
    this.signals =
        evidence.heard().signals().stream().collect(Collectors.groupingBy(Signal::address));
  }

  /** Returns every breach; empty if all went as it must. */
  public static List<Breach> of(Evidence evidence) {
    return new Audit(evidence).breaches();
  }

  /** Returns how many people have left at least {@code row} messages in a row unopened. */
  public static long silent(Evidence evidence, int row) {
    return new Audit(evidence).dossiers().filter(dossier -> dossier.unopened() >= row).count();
  }

  private List<Breach> breaches() {
    List<Breach> found = new ArrayList<>();
    evidence.mailbox().stream().flatMap(this::letter).forEach(found::add);
    dossiers()
        .flatMap(dossier -> new PersonAudit(evidence, dossier).breaches())
        .forEach(found::add);
    evidence.campaigns().stream().flatMap(this::count).forEach(found::add);
    HeardAudit heard = new HeardAudit(evidence.heard());
    evidence.campaigns().stream().flatMap(heard::breaches).forEach(found::add);
    return List.copyOf(found);
  }

  private Stream<Breach> letter(Receipt receipt) {
    List<Breach> found = new ArrayList<>();
    if (receipt.recipients().size() != 1
        || !byAddress.containsKey(receipt.recipients().getFirst())) {
      found.add(breach(Kind.ODD_RECIPIENT, receipt));
    }
    if (!byId.containsKey(receipt.campaign())) {
      found.add(breach(Kind.UNKNOWN_CAMPAIGN, receipt));
    }
    return Stream.concat(found.stream(), LetterAudit.breaches(receipt, evidence.postalAddress()));
  }

  private Stream<Dossier> dossiers() {
    return arrivals().entrySet().stream().map(entry -> dossier(entry.getKey(), entry.getValue()));
  }

  private Map<Person, List<Arrival>> arrivals() {
    Map<Person, List<Arrival>> arrivals = new HashMap<>();
    evidence.mailbox().stream()
        .sorted(Comparator.comparing(Receipt::at))
        .forEach(receipt -> receipt.recipients().forEach(to -> add(arrivals, receipt, to)));
    return arrivals;
  }

  private Dossier dossier(Person person, List<Arrival> arrivals) {
    return new Dossier(
        person,
        person.zone().orElseGet(() -> ZoneId.of(evidence.policy().get("defaultZone").asString())),
        arrivals,
        signals.getOrDefault(person.address(), List.of()),
        evidence.heard().ownLinks());
  }

  private void add(Map<Person, List<Arrival>> arrivals, Receipt receipt, String address) {
    Person person = byAddress.get(address);
    Announced campaign = byId.get(receipt.campaign());
    if (person != null && campaign != null) {
      List<Arrival> own = arrivals.computeIfAbsent(person, _ -> new ArrayList<>());
      own.add(new Arrival(own.size(), receipt, campaign));
    }
  }

  private Stream<Breach> count(Announced campaign) {
    long arrived =
        evidence.mailbox().stream()
            .filter(receipt -> receipt.campaign().equals(campaign.id()))
            .count();
    return arrived == campaign.sent()
        ? Stream.empty()
        : Stream.of(
            new Breach(
                Kind.COUNT_DIFFERS,
                "",
                "%s: the API counts %d sent, the mailbox holds %d"
                    .formatted(campaign.id(), campaign.sent(), arrived)));
  }

  private static Breach breach(Kind kind, Receipt receipt) {
    return new Breach(
        kind,
        "",
        "%s at %s, %d recipients"
            .formatted(receipt.campaign(), receipt.at(), receipt.recipients().size()));
  }
}
