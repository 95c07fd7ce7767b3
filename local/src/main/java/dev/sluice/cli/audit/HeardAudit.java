package dev.sluice.cli.audit;

import dev.sluice.cli.audit.Breach.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Recounts what was told of a campaign's messages against what the API counts of it. */
final class HeardAudit {

  private final Evidence.Heard heard;
  private final Map<String, Predicate<Signal>> kinds = new LinkedHashMap<>();

  HeardAudit(Evidence.Heard heard) {
    this.heard = heard;
    kinds.put("delivered", _ -> true);
    kinds.put("opened", Signal::isOpen);
    kinds.put("clicked", signal -> signal.isClick(heard.ownLinks()));
    kinds.put("prefetched", Signal::isPrefetch);
    kinds.put("unsubscribed", signal -> signal.sign() instanceof Signal.Left);
  }

  /** Returns a breach for each count that is off; what was told last need not be counted yet. */
  Stream<Breach> breaches(Announced campaign) {
    List<Breach> found = new ArrayList<>();
    List<Signal> told =
        heard.signals().stream().filter(signal -> signal.campaign().equals(campaign.id())).toList();
    kinds.forEach((name, kind) -> {
      long counted = campaign.heard().getOrDefault(name, 0L);
      long all = messages(told.stream().filter(kind));
      long settled = messages(told.stream().filter(kind.and(this::isSettled)));
      if (counted < settled || counted > all) {
        found.add(breach(campaign, name, counted, all));
      }
    });
    return found.stream();
  }

  private boolean isSettled(Signal signal) {
    return !signal.at().isAfter(heard.until().minus(Dossier.HEARD_WITHIN));
  }

  private static long messages(Stream<Signal> signals) {
    return signals.map(Signal::address).distinct().count();
  }

  private static Breach breach(Announced campaign, String name, long counted, long told) {
    return new Breach(
        Kind.COUNT_DIFFERS,
        "",
        "%s: the API counts %d %s, the events tell of %d"
            .formatted(campaign.id(), counted, name, told));
  }
}
