package dev.sluice.local.template;

import dev.sluice.local.template.EventSource.HttpRoute.Throttle;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads a function of a template, with the template's Globals merged into it. */
final class FunctionReader {

  /** Messages per batch where the template does not say: Lambda's own. */
  private static final int DEFAULT_BATCH_SIZE = 10;

  /** Invocations at a time for a queue without a MaximumConcurrency; Lambda starts with five. */
  private static final int DEFAULT_CONCURRENCY = 5;

  private static final Set<String> ROUTE_PROPERTIES =
      Set.of(
          "ApiId",
          "Path",
          "Method",
          "Auth",
          "TimeoutInMillis",
          "PayloadFormatVersion",
          "RouteSettings");
  private static final Set<String> QUEUE_PROPERTIES =
      Set.of(
          "Queue",
          "BatchSize",
          "Enabled",
          "FunctionResponseTypes",
          "MaximumBatchingWindowInSeconds",
          "ScalingConfig");
  private static final Set<String> SCHEDULE_PROPERTIES =
      Set.of(
          "Name",
          "Description",
          "ScheduleExpression",
          "Schedule",
          "ScheduleExpressionTimezone",
          "Input",
          "State",
          "Enabled",
          "RetryPolicy",
          "DeadLetterConfig",
          "FlexibleTimeWindow",
          "GroupName",
          "OmitName",
          "RoleArn");
  private static final Set<String> RULE_PROPERTIES =
      Set.of("EventBusName", "Pattern", "RetryPolicy", "DeadLetterConfig", "State", "RuleName");

  private final JsonNode globals;
  private final Intrinsics intrinsics;
  private final PhysicalNames names;
  private final String defaultAuthorizer;

  FunctionReader(JsonNode root, Intrinsics intrinsics, PhysicalNames names) {
    this.globals = root.path("Globals").path("Function");
    this.intrinsics = intrinsics;
    this.names = names;
    this.defaultAuthorizer = defaultAuthorizer(root);
  }

  /** What routes that name no authorizer of their own are guarded by. */
  private static String defaultAuthorizer(JsonNode root) {
    return root.path("Resources")
        .valueStream()
        .filter(resource -> resource.path("Type").asString("").equals("AWS::Serverless::HttpApi"))
        .map(api -> api.path("Properties").path("Auth").path("DefaultAuthorizer").asString("NONE"))
        .findFirst()
        .orElse("NONE");
  }

  FunctionSpec read(String logicalId, JsonNode resource) {
    Properties common = new Properties("Globals.Function", intrinsics.resolve(globals, "Globals"));
    Properties own =
        new Properties(logicalId, intrinsics.resolve(resource.path("Properties"), logicalId));
    return new FunctionSpec(
        logicalId,
        own.optionalText("Handler").orElseGet(() -> common.text("Handler")),
        environment(common, own),
        own.seconds("Timeout", common.seconds("Timeout", Duration.ofSeconds(3))),
        own.integer("MemorySize").orElse(common.integer("MemorySize").orElse(128)),
        own.integer("ReservedConcurrentExecutions"),
        events(own),
        own.list("Policies").flatMap(FunctionReader::statements).toList());
  }

  private Map<String, String> environment(Properties common, Properties own) {
    Map<String, String> merged = new LinkedHashMap<>();
    for (Properties level : List.of(common, own)) {
      JsonNode variables = level.node().path("Environment").path("Variables");
      variables
          .properties()
          .forEach(entry -> merged.put(entry.getKey(), localised(entry.getValue().asString(""))));
    }
    return merged;
  }

  /** Puts the local address where the public one of the HTTP API stands. */
  private String localised(String value) {
    String publicUrl =
        "https://" + PhysicalNames.API_ID + ".execute-api." + names.region() + ".amazonaws.com";
    return value.replace(publicUrl, names.apiUrl());
  }

  private List<EventSource> events(Properties function) {
    Properties events = function.under("Events");
    List<EventSource> sources = new ArrayList<>();
    for (String name : events.node().propertyNames()) {
      Properties event = events.under(name);
      if (isOn(event.under("Properties"))) {
        sources.add(event(name, event));
      }
    }
    return sources;
  }

  private static boolean isOn(Properties event) {
    return event.flag("Enabled", true)
        && !event.optionalText("State").orElse("ENABLED").equals("DISABLED");
  }

  private EventSource event(String name, Properties event) {
    Properties properties = event.under("Properties");
    String type = event.text("Type");
    return switch (type) {
      case "HttpApi" -> route(name, properties.only(ROUTE_PROPERTIES));
      case "SQS" -> queue(name, properties.only(QUEUE_PROPERTIES));
      case "ScheduleV2", "Schedule" -> schedule(name, properties.only(SCHEDULE_PROPERTIES));
      case "EventBridgeRule", "CloudWatchEvent" -> rule(name, properties.only(RULE_PROPERTIES));
      default ->
          throw new TemplateException(
              event.where() + ".Type", "events of type '" + type + "' are not supported here");
    };
  }

  private EventSource route(String name, Properties route) {
    return new EventSource.HttpRoute(
        name,
        route.optionalText("Method").orElse("ANY").toUpperCase(java.util.Locale.ROOT),
        route.optionalText("Path").orElse("$default"),
        route.under("Auth").optionalText("Authorizer").orElse(defaultAuthorizer).equals("AWS_IAM"),
        throttle(route.under("RouteSettings")));
  }

  private static Optional<Throttle> throttle(Properties settings) {
    return settings
        .integer("ThrottlingRateLimit")
        .flatMap(rate ->
            settings.integer("ThrottlingBurstLimit").map(burst -> new Throttle(rate, burst)));
  }

  private static EventSource queue(String name, Properties queue) {
    return new EventSource.QueueBatch(
        name,
        queue.text("Queue"),
        queue.integer("BatchSize").orElse(DEFAULT_BATCH_SIZE),
        queue.under("ScalingConfig").integer("MaximumConcurrency").orElse(DEFAULT_CONCURRENCY),
        queue.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
        queue.seconds("MaximumBatchingWindowInSeconds", Duration.ZERO));
  }

  private static EventSource schedule(String name, Properties schedule) {
    String expression =
        schedule.optionalText("ScheduleExpression").orElseGet(() -> schedule.text("Schedule"));
    return new EventSource.Schedule(
        name,
        ScheduleExpression.parse(expression, schedule.where()),
        ZoneId.of(schedule.optionalText("ScheduleExpressionTimezone").orElse("UTC")),
        schedule.optionalText("Input"));
  }

  private static EventSource rule(String name, Properties rule) {
    if (!rule.has("Pattern")) {
      throw new TemplateException(rule.where() + ".Pattern", "it must be set");
    }
    return new EventSource.BusRule(
        name,
        rule.optionalText("EventBusName").orElse("default"),
        rule.node().path("Pattern").toString());
  }

  private static Stream<PolicyStatement> statements(Properties policy) {
    if (!policy.has("Statement")) {
      throw new TemplateException(
          policy.where(), "only inline statements are supported, not managed or named policies");
    }
    return policy.list("Statement").map(FunctionReader::statement);
  }

  private static PolicyStatement statement(Properties statement) {
    return new PolicyStatement(
        statement.text("Effect"),
        statement.texts("Action"),
        statement.texts("Resource"),
        statement.has("Condition") ? statement.node().path("Condition").toString() : "{}");
  }
}
