package dev.sluice.verification.audit;

import dev.sluice.verification.audit.AuditInput.AuditedCampaign;
import dev.sluice.verification.audit.AuditInput.AuditedMessage;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.AuditInput.DeliveredMessage;
import dev.sluice.verification.audit.AuditInput.ObservedEvent;
import dev.sluice.verification.audit.RuleViolation.Kind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recounts a mailbox against policy, choices and campaigns by brute force and finds every
 * violation.
 */
public final class MailboxAudit {

  private final AuditInput input;
  private final Map<String, AuditedSubscriber> byAddress;
  private final Map<String, AuditedCampaign> byId;
  private final Map<String, List<ObservedEvent>> eventsByAddress;

  private MailboxAudit(AuditInput input) {
    this.input = input;
    this.byAddress =
        input.subscribers().stream()
            .collect(Collectors.toMap(AuditedSubscriber::address, Function.identity()));
    this.byId =
        input.campaigns().stream()
            .collect(Collectors.toMap(AuditedCampaign::id, Function.identity()));
    this.eventsByAddress =
        input.eventLog().events().stream().collect(Collectors.groupingBy(ObservedEvent::address));
  }

  /** Returns every violation. */
  public static List<RuleViolation> run(AuditInput input) {
    return new MailboxAudit(input).violations();
  }

  /** Returns how many subscribers left at least {@code row} messages in a row unopened. */
  public static long countSilentSubscribers(AuditInput input, int row) {
    return new MailboxAudit(input)
        .timelines()
        .filter(timeline -> timeline.unopenedInARow() >= row)
        .count();
  }

  private List<RuleViolation> violations() {
    List<RuleViolation> found = new ArrayList<>();
    input.mailbox().stream().flatMap(this::auditMessage).forEach(found::add);
    timelines()
        .flatMap(timeline -> new SubscriberAudit(input, timeline).violations())
        .forEach(found::add);
    input.campaigns().stream().flatMap(this::auditSentCount).forEach(found::add);
    FeedbackCountAudit eventLog = new FeedbackCountAudit(input.eventLog());
    input.campaigns().stream().flatMap(eventLog::violations).forEach(found::add);
    return List.copyOf(found);
  }

  private Stream<RuleViolation> auditMessage(AuditedMessage receipt) {
    List<RuleViolation> found = new ArrayList<>();
    if (receipt.recipients().size() != 1
        || !byAddress.containsKey(receipt.recipients().getFirst())) {
      found.add(violation(Kind.ODD_RECIPIENT, receipt));
    }
    if (!byId.containsKey(receipt.campaign())) {
      found.add(violation(Kind.UNKNOWN_CAMPAIGN, receipt));
    }
    return Stream.concat(found.stream(), MessageAudit.violations(receipt, input.postalAddress()));
  }

  private Stream<SubscriberTimeline> timelines() {
    return messagesBySubscriber().entrySet().stream()
        .map(entry -> timeline(entry.getKey(), entry.getValue()));
  }

  private Map<AuditedSubscriber, List<DeliveredMessage>> messagesBySubscriber() {
    Map<AuditedSubscriber, List<DeliveredMessage>> deliveredMessages = new HashMap<>();
    input.mailbox().stream()
        .sorted(Comparator.comparing(AuditedMessage::at))
        .forEach(
            receipt -> receipt.recipients().forEach(to -> add(deliveredMessages, receipt, to)));
    return deliveredMessages;
  }

  private SubscriberTimeline timeline(
      AuditedSubscriber person, List<DeliveredMessage> deliveredMessages) {
    return new SubscriberTimeline(
        person,
        person.zone().orElseGet(() -> ZoneId.of(input.policy().get("defaultZone").asString())),
        deliveredMessages,
        eventsByAddress.getOrDefault(person.address(), List.of()),
        input.eventLog().ownLinks());
  }

  private void add(
      Map<AuditedSubscriber, List<DeliveredMessage>> deliveredMessages,
      AuditedMessage receipt,
      String address) {
    AuditedSubscriber person = byAddress.get(address);
    AuditedCampaign campaign = byId.get(receipt.campaign());
    if (person != null && campaign != null) {
      List<DeliveredMessage> own =
          deliveredMessages.computeIfAbsent(person, _ -> new ArrayList<>());
      own.add(new DeliveredMessage(own.size(), receipt, campaign));
    }
  }

  private Stream<RuleViolation> auditSentCount(AuditedCampaign campaign) {
    long arrived =
        input.mailbox().stream()
            .filter(receipt -> receipt.campaign().equals(campaign.id()))
            .count();
    return arrived == campaign.sent()
        ? Stream.empty()
        : Stream.of(
            new RuleViolation(
                Kind.COUNT_DIFFERS,
                "",
                "%s: the API counts %d sent, the mailbox holds %d"
                    .formatted(campaign.id(), campaign.sent(), arrived)));
  }

  private static RuleViolation violation(Kind kind, AuditedMessage receipt) {
    return new RuleViolation(
        kind,
        "",
        "%s at %s, %d recipients"
            .formatted(receipt.campaign(), receipt.at(), receipt.recipients().size()));
  }
}
