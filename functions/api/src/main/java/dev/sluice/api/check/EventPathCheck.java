package dev.sluice.api.check;

import dev.sluice.ses.SesThrottleRetry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.EventDestination;
import software.amazon.awssdk.services.sesv2.model.EventType;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

/**
 * Checks the way of SES's events: the configuration sets with their event destination, and the rule
 * that takes the events from the default bus to the feedback queue.
 */
record EventPathCheck(
    SesV2Client ses,
    EventBridgeClient bus,
    SesThrottleRetry retry,
    List<String> configurationSets,
    String rule) {

  private static final Set<EventType> REQUIRED = EnumSet.of(EventType.BOUNCE, EventType.COMPLAINT);
  private static final String UNSEEN =
      "Bounces and complaints suppress no one, and the account's reputation suffers unseen.";
  private static final String DEPLOY =
      "Deploy the stack again. If CloudFormation sees no change, restore it by drift detection.";

  List<CheckFinding> run() {
    List<CheckFinding> findings = new ArrayList<>();
    configurationSets.forEach(set -> findings.add(destination(set)));
    findings.add(findRule());
    return findings;
  }

  private CheckFinding destination(String set) {
    String check = "events.configuration-set";
    List<EventDestination> destinations;
    try {
      destinations =
          retry
              .call(() ->
                  ses.getConfigurationSetEventDestinations(get -> get.configurationSetName(set)))
              .eventDestinations();
    } catch (NotFoundException e) {
      return CheckFinding.problem(
          check,
          "the configuration set " + set + " does not exist",
          "SES refuses every message that names it.",
          DEPLOY);
    }
    boolean published =
        destinations.stream()
            .filter(each -> Boolean.TRUE.equals(each.enabled()))
            .filter(each -> each.eventBridgeDestination() != null)
            .anyMatch(each -> each.matchingEventTypes().containsAll(REQUIRED));
    return published
        ? CheckFinding.ok(check, set + " publishes bounces and complaints to EventBridge")
        : CheckFinding.problem(
            check,
            "the configuration set %s has no enabled event destination for bounces and complaints"
                .formatted(set),
            UNSEEN,
            DEPLOY);
  }

  private CheckFinding findRule() {
    String check = "events.rule";
    DescribeRuleResponse found;
    try {
      found = bus.describeRule(get -> get.name(rule));
    } catch (ResourceNotFoundException e) {
      return CheckFinding.problem(
          check, "the rule %s does not exist on the default bus".formatted(rule), UNSEEN, DEPLOY);
    }
    return found.state() == RuleState.DISABLED
        ? CheckFinding.problem(
            check,
            "the rule %s is disabled".formatted(rule),
            UNSEEN,
            "Enable it: aws events enable-rule --name " + rule)
        : CheckFinding.ok(
            check, "the rule %s takes SES's events to the feedback queue".formatted(rule));
  }
}
