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

/** Recounts the events of a campaign's messages and compares them with the API's counts. */
final class FeedbackCountAudit {

  private final AuditInput.EventLog eventLog;
  private final Map<String, Predicate<ObservedEvent>> kinds = new LinkedHashMap<>();

  FeedbackCountAudit(AuditInput.EventLog eventLog) {
    this.eventLog = eventLog;
    kinds.put("delivered", _ -> true);
    kinds.put("opened", ObservedEvent::isOpen);
    kinds.put("clicked", event -> event.isClick(eventLog.ownLinks()));
    kinds.put("prefetched", ObservedEvent::isPrefetch);
    kinds.put("unsubscribed", event -> event.type() instanceof ObservedEvent.Unsubscribed);
  }

  /**
   * Returns a violation for each wrong count; events of the last minute need not be counted yet.
   */
  Stream<RuleViolation> violations(AuditedCampaign campaign) {
    List<RuleViolation> found = new ArrayList<>();
    List<ObservedEvent> campaignEvents =
        eventLog.events().stream().filter(event -> event.campaign().equals(campaign.id())).toList();
    kinds.forEach((name, kind) -> {
      long counted = campaign.feedback().getOrDefault(name, 0L);
      long all = countRecipients(campaignEvents.stream().filter(kind));
      long settled = countRecipients(campaignEvents.stream().filter(kind.and(this::isSettled)));
      if (counted < settled || counted > all) {
        found.add(violation(campaign, name, counted, all));
      }
    });
    return found.stream();
  }

  private boolean isSettled(ObservedEvent event) {
    return !event.at().isAfter(eventLog.until().minus(SubscriberTimeline.FEEDBACK_DELAY));
  }

  private static long countRecipients(Stream<ObservedEvent> events) {
    return events.map(ObservedEvent::address).distinct().count();
  }

  private static RuleViolation violation(
      AuditedCampaign campaign, String name, long counted, long campaignEvents) {
    return new RuleViolation(
        Kind.COUNT_DIFFERS,
        "",
        "%s: the API counts %d %s, the events show %d"
            .formatted(campaign.id(), counted, name, campaignEvents));
  }
}
