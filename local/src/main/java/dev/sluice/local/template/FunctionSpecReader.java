package dev.sluice.local.template;

import dev.sluice.local.template.EventSource.HttpRoute.Throttle;
import dev.sluice.local.template.FunctionSpec.IamPolicyStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads a function of a template, merged with the template's Globals. */
final class FunctionSpecReader {

  /** Lambda's default batch size. */
  private static final int DEFAULT_BATCH_SIZE = 10;

  /** Concurrent invocations for a queue without MaximumConcurrency; Lambda starts with five. */
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
  private final IntrinsicFunctions intrinsics;
  private final PhysicalNames names;
  private final String defaultAuthorizer;

  FunctionSpecReader(JsonNode root, IntrinsicFunctions intrinsics, PhysicalNames names) {
    this.globals = root.path("Globals").path("Function");
    this.intrinsics = intrinsics;
    this.names = names;
    this.defaultAuthorizer = defaultAuthorizer(root);
  }

  /** Returns the authorizer of routes that name none. */
  private static String defaultAuthorizer(JsonNode root) {
    return root.path("Resources")
        .valueStream()
        .filter(resource -> resource.path("Type").asString("").equals("AWS::Serverless::HttpApi"))
        .map(api -> api.path("Properties").path("Auth").path("DefaultAuthorizer").asString("NONE"))
        .findFirst()
        .orElse("NONE");
  }

  FunctionSpec read(String logicalId, JsonNode resource) {
    TemplateProperties common =
        new TemplateProperties("Globals.Function", intrinsics.resolve(globals, "Globals"));
    TemplateProperties own =
        new TemplateProperties(
            logicalId, intrinsics.resolve(resource.path("Properties"), logicalId));
    return new FunctionSpec(
        logicalId,
        own.optionalText("Handler").orElseGet(() -> common.text("Handler")),
        environment(common, own),
        own.seconds("Timeout", common.seconds("Timeout", Duration.ofSeconds(3))),
        own.integer("MemorySize").orElse(common.integer("MemorySize").orElse(128)),
        own.integer("ReservedConcurrentExecutions"),
        events(own),
        own.list("Policies").flatMap(FunctionSpecReader::statements).toList(),
        own.child("EventInvokeConfig")
            .child("DestinationConfig")
            .child("OnFailure")
            .optionalText("Destination"));
  }

  private Map<String, String> environment(TemplateProperties common, TemplateProperties own) {
    Map<String, String> merged = new LinkedHashMap<>();
    for (TemplateProperties level : List.of(common, own)) {
      JsonNode variables = level.node().path("Environment").path("Variables");
      variables
          .properties()
          .forEach(
              entry -> merged.put(entry.getKey(), withLocalUrl(entry.getValue().asString(""))));
    }
    return merged;
  }

  /** Replaces the public address of the HTTP API by the local one. */
  private String withLocalUrl(String value) {
    String publicUrl =
        "https://" + PhysicalNames.API_ID + ".execute-api." + names.region() + ".amazonaws.com";
    return value.replace(publicUrl, names.apiUrl());
  }

  private List<EventSource> events(TemplateProperties function) {
    TemplateProperties events = function.child("Events");
    List<EventSource> sources = new ArrayList<>();
    for (String name : events.node().propertyNames()) {
      TemplateProperties event = events.child(name);
      if (isOn(event.child("Properties"))) {
        sources.add(event(name, event));
      }
    }
    return sources;
  }

  private static boolean isOn(TemplateProperties event) {
    return event.flag("Enabled", true)
        && !event.optionalText("State").orElse("ENABLED").equals("DISABLED");
  }

  private EventSource event(String name, TemplateProperties event) {
    TemplateProperties properties = event.child("Properties");
    String type = event.text("Type");
    return switch (type) {
      case "HttpApi" -> route(name, properties.requireOnly(ROUTE_PROPERTIES));
      case "SQS" -> queue(name, properties.requireOnly(QUEUE_PROPERTIES));
      case "ScheduleV2", "Schedule" -> schedule(name, properties.requireOnly(SCHEDULE_PROPERTIES));
      case "EventBridgeRule", "CloudWatchEvent" ->
          rule(name, properties.requireOnly(RULE_PROPERTIES));
      default ->
          throw new SamTemplateException(
              event.where() + ".Type", "events of type '" + type + "' are not supported here");
    };
  }

  private EventSource route(String name, TemplateProperties route) {
    return new EventSource.HttpRoute(
        name,
        route.optionalText("Method").orElse("ANY").toUpperCase(java.util.Locale.ROOT),
        route.optionalText("Path").orElse("$default"),
        route.child("Auth").optionalText("Authorizer").orElse(defaultAuthorizer).equals("AWS_IAM"),
        throttle(route.child("RouteSettings")));
  }

  private static Optional<Throttle> throttle(TemplateProperties settings) {
    return settings
        .integer("ThrottlingRateLimit")
        .flatMap(rate ->
            settings.integer("ThrottlingBurstLimit").map(burst -> new Throttle(rate, burst)));
  }

  private static EventSource queue(String name, TemplateProperties queue) {
    return new EventSource.QueueBatch(
        name,
        queue.text("Queue"),
        queue.integer("BatchSize").orElse(DEFAULT_BATCH_SIZE),
        queue.child("ScalingConfig").integer("MaximumConcurrency").orElse(DEFAULT_CONCURRENCY),
        queue.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
        queue.seconds("MaximumBatchingWindowInSeconds", Duration.ZERO));
  }

  private static EventSource schedule(String name, TemplateProperties schedule) {
    String expression =
        schedule.optionalText("ScheduleExpression").orElseGet(() -> schedule.text("Schedule"));
    return new EventSource.Schedule(
        name,
        EventSource.Schedule.parsePeriod(expression, schedule.where()),
        schedule.optionalText("Input"));
  }

  private static EventSource rule(String name, TemplateProperties rule) {
    if (!rule.has("Pattern")) {
      throw new SamTemplateException(rule.where() + ".Pattern", "it must be set");
    }
    return new EventSource.BusRule(
        name,
        rule.optionalText("EventBusName").orElse("default"),
        rule.node().path("Pattern").toString());
  }

  private static Stream<IamPolicyStatement> statements(TemplateProperties policy) {
    if (!policy.has("Statement")) {
      throw new SamTemplateException(
          policy.where(), "only inline statements are supported, not managed or named policies");
    }
    return policy.list("Statement").map(FunctionSpecReader::statement);
  }

  private static IamPolicyStatement statement(TemplateProperties statement) {
    return new IamPolicyStatement(
        statement.text("Effect"),
        statement.texts("Action"),
        statement.texts("Resource"),
        statement.has("Condition") ? statement.node().path("Condition").toString() : "{}");
  }
}
