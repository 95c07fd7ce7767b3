package dev.sluice.api.check;

import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.lambda.AwsFailure;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.StackId;
import dev.sluice.mail.MailboxAddress;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.messaging.SqsWorkQueue;
import dev.sluice.secrets.ErasureKeyProvider;
import dev.sluice.secrets.LinkKeyProvider;
import dev.sluice.ses.SesSender;
import dev.sluice.ses.SesThrottleRetry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * All checks of a stack, by the code of what they check; each reads only, and none prevents the
 * others.
 *
 * @param checks the checks in the order of their findings
 */
public record StackChecks(Map<String, Supplier<List<CheckFinding>>> checks) {

  public StackChecks {
    checks = new LinkedHashMap<>(checks);
  }

  /** Returns the checks of a function's stack; nothing is called before they run. */
  public static StackChecks of(
      FunctionContext context, TopicStore topics, DnsRecords dns, LinkBaseCheck.Probe probe) {
    SesThrottleRetry retry = new SesThrottleRetry(context.clock(), context.sleeper());
    Map<String, Supplier<List<CheckFinding>>> checks = new LinkedHashMap<>();
    checks.put(
        "account",
        () ->
            new AccountCheck(
                    context.clients().get(SesSender.CLIENT),
                    retry,
                    context.requiredInt("MARKETING_RESERVE_PERCENT", 0, 90))
                .run());
    checks.put("sender", () -> senderCheck(context, topics, retry, dns).run());
    checks.put(
        "events",
        () ->
            new EventPathCheck(
                    context.clients().get(SesSender.CLIENT),
                    context.clients().get(EventBridgeDomainEvents.CLIENT),
                    retry,
                    List.of(
                        context.requiredVariable("MARKETING_CONFIGURATION_SET"),
                        context.requiredVariable("TRANSACTIONAL_CONFIGURATION_SET")),
                    context.requiredVariable("FEEDBACK_RULE"))
                .run());
    checks.put(
        LinkBaseCheck.CODE,
        () ->
            new LinkBaseCheck(probe, context.requiredVariable("LINK_BASE_URL"), StackId.of(context))
                .run());
    checks.put("dispatch", () -> dispatchState(context.requiredVariable("DISPATCH_STATE")));
    checks.put("keys.link", () -> linkKey(context));
    checks.put("keys.erasure", () -> erasureKey(context));
    checks.put(
        FailedMessagesCheck.CODE,
        () ->
            new FailedMessagesCheck(
                    context.clients().get(SqsWorkQueue.CLIENT),
                    List.of(context.requiredVariable("DEAD_LETTER_QUEUE_URLS").split(",")))
                .run());
    return new StackChecks(checks);
  }

  /** Makes every check. */
  public List<CheckFinding> run() {
    return checks.entrySet().stream()
        .flatMap(check -> run(check.getKey(), check.getValue()))
        .toList();
  }

  private static Stream<CheckFinding> run(String check, Supplier<List<CheckFinding>> findings) {
    try {
      return findings.get().stream();
    } catch (RuntimeException failure) {
      return Stream.of(failed(check, failure));
    }
  }

  /** Without the failure's message, which may quote anything. */
  private static CheckFinding failed(String check, RuntimeException failure) {
    Optional<AwsFailure> answer = AwsFailure.find(failure);
    String seen =
        answer
            .map(AwsFailure::describe)
            .orElseGet(() -> "the check ended with " + failure.getClass().getSimpleName());
    return CheckFinding.unknown(
        check,
        seen,
        "It is not known whether this works.",
        answer.filter(AwsFailure::isAccessDenied).isPresent()
            ? "Deploy the stack again: the function's policy in template.yaml allows the call. If"
                + " it does already, look for a service control policy or a permissions boundary."
            : "Run the check again. If it fails again, look for the service in the AWS Health"
                + " Dashboard.");
  }

  private static SenderCheck senderCheck(
      FunctionContext context, TopicStore topics, SesThrottleRetry retry, DnsRecords dns) {
    Set<String> addresses = new LinkedHashSet<>();
    Stream.of("SENDER_ADDRESS", "TRANSACTIONAL_SENDER_ADDRESS")
        .forEach(variable ->
            context
                .optionalVariable(variable)
                .map(text -> MailboxAddress.parse(variable, text).address().value())
                .ifPresent(addresses::add));
    topics
        .listTopics()
        .forEach(
            topic -> topic.sender().address().map(EmailAddress::value).ifPresent(addresses::add));
    return new SenderCheck(
        context.clients().get(SesSender.CLIENT),
        retry,
        dns,
        context.requiredVariable("SENDER_IDENTITY"),
        context.optionalVariable("TOPIC_SENDER_IDENTITY"),
        List.copyOf(addresses));
  }

  private static List<CheckFinding> dispatchState(String state) {
    return List.of(
        state.equals("ENABLED")
            ? CheckFinding.ok("dispatch", "the dispatcher's schedule is enabled")
            : CheckFinding.warning(
                "dispatch",
                "the parameter DispatchState is " + state,
                "No marketing mail is sent; deferred sends are kept.",
                "Deploy with DispatchState=ENABLED when mail may be sent."));
  }

  private static List<CheckFinding> linkKey(FunctionContext context) {
    var keys =
        new LinkKeyProvider(
                () -> context.clients().get(LinkKeyProvider.CLIENT),
                context.requiredVariable("LINK_KEY_SECRET"),
                context.clock(),
                context.log())
            .get();
    return List.of(
        CheckFinding.ok(
            "keys.link",
            keys.previous().isPresent()
                ? "the key of links can be read, and the one before it"
                : "the key of links can be read"));
  }

  private static List<CheckFinding> erasureKey(FunctionContext context) {
    var unused =
        new ErasureKeyProvider(
                () -> context.clients().get(LinkKeyProvider.CLIENT),
                context.requiredVariable("ERASURE_KEY_SECRET"),
                context.log())
            .get();
    return List.of(CheckFinding.ok("keys.erasure", "the key of erasures can be read"));
  }
}
