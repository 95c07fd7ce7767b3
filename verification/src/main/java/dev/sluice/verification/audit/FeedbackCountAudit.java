package dev.sluice.verification.audit;

import dev.sluice.verification.audit.AuditInput.AuditedCampaign;
import dev.sluice.verification.audit.AuditInput.ObservedEvent;
import dev.sluice.verification.audit.RuleViolation.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Recounts what was told of a campaign's messages against what the API counts of it. */
final class FeedbackCountAudit {

  private final AuditInput.EventLog eventLog;
  private final Map<String, Predicate<ObservedEvent>> kinds = new LinkedHashMap<>();

  FeedbackCountAudit(AuditInput.EventLog heard) {
    this.eventLog = heard;
    kinds.put("delivered", _ -> true);
    kinds.put("opened", ObservedEvent::isOpen);
    kinds.put("clicked", signal -> signal.isClick(heard.ownLinks()));
    kinds.put("prefetched", ObservedEvent::isPrefetch);
    kinds.put("unsubscribed", signal -> signal.type() instanceof ObservedEvent.Unsubscribed);
  }

  /** Returns a breach for each count that is off; what was told last need not be counted yet. */
  Stream<RuleViolation> violations(AuditedCampaign campaign) {
    List<RuleViolation> found = new ArrayList<>();
    List<ObservedEvent> told =
        eventLog.events().stream()
            .filter(signal -> signal.campaign().equals(campaign.id()))
            .toList();
    kinds.forEach((name, kind) -> {
      long counted = campaign.feedback().getOrDefault(name, 0L);
      long all = countRecipients(told.stream().filter(kind));
      long settled = countRecipients(told.stream().filter(kind.and(this::isSettled)));
      if (counted < settled || counted > all) {
        found.add(violation(campaign, name, counted, all));
      }
    });
    return found.stream();
  }

  private boolean isSettled(ObservedEvent signal) {
    return !signal.at().isAfter(eventLog.until().minus(SubscriberTimeline.FEEDBACK_DELAY));
  }

  private static long countRecipients(Stream<ObservedEvent> signals) {
    return signals.map(ObservedEvent::address).distinct().count();
  }

  private static RuleViolation violation(
      AuditedCampaign campaign, String name, long counted, long told) {
    return new RuleViolation(
        Kind.COUNT_DIFFERS,
        "",
        "%s: the API counts %d %s, the events tell of %d"
            .formatted(campaign.id(), counted, name, told));
  }
}
