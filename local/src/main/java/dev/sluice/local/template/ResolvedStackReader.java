package dev.sluice.local.template;

import dev.sluice.local.template.ResolvedStack.QueueSpec;
import dev.sluice.local.template.ResolvedStack.RuleSpec;
import dev.sluice.local.template.ResolvedStack.SecretSpec;
import dev.sluice.local.template.ResolvedStack.SesEventDestination;
import dev.sluice.local.template.ResolvedStack.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the resources of a template into a {@link ResolvedStack}. */
final class ResolvedStackReader {

  /** Resource types that only monitor, permit or document, and need nothing locally. */
  private static final Set<String> WITHOUT_LOCAL_PART =
      Set.of(
          "AWS::AppConfig",
          "AWS::CloudWatch",
          "AWS::Logs",
          "AWS::SNS",
          "AWS::IAM",
          "AWS::KMS",
          "AWS::SSM",
          "AWS::Scheduler",
          "AWS::EventSchemas",
          "AWS::ApiGatewayV2",
          "AWS::Lambda",
          "AWS::Budgets");

  private static final Set<String> TABLE_PROPERTIES =
      Set.of(
          "TableName",
          "AttributeDefinitions",
          "KeySchema",
          "GlobalSecondaryIndexes",
          "BillingMode",
          "TimeToLiveSpecification",
          "PointInTimeRecoverySpecification",
          "SSESpecification",
          "DeletionProtectionEnabled",
          "OnDemandThroughput",
          "WarmThroughput",
          "TableClass",
          "Tags");

  private static final Set<String> QUEUE_PROPERTIES =
      Set.of(
          "QueueName",
          "VisibilityTimeout",
          "MessageRetentionPeriod",
          "ReceiveMessageWaitTimeSeconds",
          "RedrivePolicy",
          "RedriveAllowPolicy",
          "SqsManagedSseEnabled",
          "KmsMasterKeyId",
          "Tags");

  private static final Set<String> RULE_PROPERTIES =
      Set.of("Name", "Description", "EventBusName", "EventPattern", "State", "Targets");

  private static final Set<String> SECRET_PROPERTIES =
      Set.of("Name", "Description", "GenerateSecretString", "SecretString", "KmsKeyId", "Tags");

  private final JsonNode root;
  private final IntrinsicFunctions intrinsics;
  private final PhysicalNames names;
  private final List<TableSpec> tables = new ArrayList<>();
  private final List<QueueSpec> queues = new ArrayList<>();
  private final List<FunctionSpec> functions = new ArrayList<>();
  private final List<SecretSpec> secrets = new ArrayList<>();
  private final List<String> configurationSets = new ArrayList<>();
  private final List<SesEventDestination> destinations = new ArrayList<>();
  private final List<RuleSpec> rules = new ArrayList<>();

  ResolvedStackReader(JsonNode root, IntrinsicFunctions intrinsics, PhysicalNames names) {
    this.root = root;
    this.intrinsics = intrinsics;
    this.names = names;
  }

  ResolvedStack read(Map<String, String> parameters) {
    for (Map.Entry<String, JsonNode> entry : root.path("Resources").properties()) {
      String condition = entry.getValue().path("Condition").asString("");
      if (condition.isEmpty()
          || intrinsics.isConditionTrue(condition, entry.getKey() + ".Condition")) {
        resource(entry.getKey(), entry.getValue());
      }
    }
    return new ResolvedStack(
        tables, queues, functions, secrets, configurationSets, destinations, rules, parameters);
  }

  private void resource(String logicalId, JsonNode resource) {
    String type = resource.path("Type").asString("");
    switch (type) {
      case "AWS::DynamoDB::Table" -> tables.add(table(logicalId, properties(logicalId, resource)));
      case "AWS::SQS::Queue" -> queues.add(queue(logicalId, properties(logicalId, resource)));
      case "AWS::SecretsManager::Secret" ->
          secrets.add(secret(logicalId, properties(logicalId, resource)));
      case "AWS::Serverless::Function" ->
          functions.add(new FunctionSpecReader(root, intrinsics, names).read(logicalId, resource));
      case "AWS::SES::ConfigurationSet" -> configurationSets.add(intrinsics.name(logicalId));
      case "AWS::SES::ConfigurationSetEventDestination" ->
          destination(properties(logicalId, resource)).ifPresent(destinations::add);
      case "AWS::Events::Rule" -> rules.add(rule(logicalId, properties(logicalId, resource)));
      case "AWS::Serverless::HttpApi",
          "AWS::SQS::QueuePolicy",
          "AWS::SES::EmailIdentity",
          "AWS::Events::EventBus" -> {}
      default -> requireIgnorable(logicalId, type);
    }
  }

  private static void requireIgnorable(String logicalId, String type) {
    int kind = type.lastIndexOf("::");
    if (kind < 0 || !WITHOUT_LOCAL_PART.contains(type.substring(0, kind))) {
      throw new SamTemplateException(
          logicalId + ".Type",
          "resources of type '" + type + "' are not supported by the local run");
    }
  }

  private TemplateProperties properties(String logicalId, JsonNode resource) {
    return new TemplateProperties(
        logicalId, intrinsics.resolve(resource.path("Properties"), logicalId));
  }

  private TableSpec table(String logicalId, TemplateProperties table) {
    table.requireOnly(TABLE_PROPERTIES);
    Map<String, String> attributes = new java.util.LinkedHashMap<>();
    table
        .list("AttributeDefinitions")
        .forEach(a -> attributes.put(a.text("AttributeName"), a.text("AttributeType")));
    TemplateProperties expiry = table.child("TimeToLiveSpecification");
    return new TableSpec(
        logicalId,
        intrinsics.name(logicalId),
        intrinsics.arn(logicalId),
        attributes,
        key(table),
        table.list("GlobalSecondaryIndexes").map(ResolvedStackReader::index).toList(),
        expiry.flag("Enabled", false) ? expiry.optionalText("AttributeName") : Optional.empty());
  }

  private static Optional<SesEventDestination> destination(TemplateProperties owner) {
    TemplateProperties destination = owner.child("EventDestination");
    return destination.flag("Enabled", true)
        ? Optional.of(
            new SesEventDestination(
                owner.text("ConfigurationSetName"),
                destination.child("EventBridgeDestination").text("EventBusArn"),
                Set.copyOf(destination.texts("MatchingEventTypes"))))
        : Optional.empty();
  }

  private static RuleSpec rule(String logicalId, TemplateProperties rule) {
    rule.requireOnly(RULE_PROPERTIES);
    return new RuleSpec(
        logicalId,
        rule.optionalText("EventBusName").orElse("default"),
        rule.node().path("EventPattern").toString(),
        rule.list("Targets").map(target -> target.text("Arn")).toList());
  }

  private static TableSpec.Index index(TemplateProperties index) {
    TemplateProperties projection = index.child("Projection");
    return new TableSpec.Index(
        index.text("IndexName"),
        key(index),
        projection.text("ProjectionType"),
        projection.texts("NonKeyAttributes"));
  }

  private static TableSpec.Key key(TemplateProperties owner) {
    return new TableSpec.Key(
        attribute(owner, "HASH")
            .orElseThrow(() ->
                new SamTemplateException(owner.where() + ".KeySchema", "it needs a HASH key")),
        attribute(owner, "RANGE"));
  }

  private static Optional<String> attribute(TemplateProperties owner, String keyType) {
    return owner
        .list("KeySchema")
        .filter(part -> part.text("KeyType").equals(keyType))
        .map(part -> part.text("AttributeName"))
        .findFirst();
  }

  private QueueSpec queue(String logicalId, TemplateProperties queue) {
    queue.requireOnly(QUEUE_PROPERTIES);
    TemplateProperties redrive = queue.child("RedrivePolicy");
    return new QueueSpec(
        logicalId,
        intrinsics.name(logicalId),
        intrinsics.attribute(logicalId, "Arn"),
        queue.seconds("VisibilityTimeout", java.time.Duration.ofSeconds(30)),
        queue.seconds("MessageRetentionPeriod", java.time.Duration.ofDays(4)),
        queue.has("RedrivePolicy")
            ? Optional.of(
                new QueueSpec.Redrive(
                    redrive.text("deadLetterTargetArn"),
                    redrive.integer("maxReceiveCount").orElse(10)))
            : Optional.empty());
  }

  private SecretSpec secret(String logicalId, TemplateProperties secret) {
    secret.requireOnly(SECRET_PROPERTIES);
    TemplateProperties generate = secret.child("GenerateSecretString");
    return new SecretSpec(
        logicalId,
        intrinsics.name(logicalId),
        secret.has("GenerateSecretString") ? Optional.of(generate(generate)) : Optional.empty(),
        secret.optionalText("SecretString"));
  }

  private static SecretSpec.GeneratedValue generate(TemplateProperties generate) {
    return new SecretSpec.GeneratedValue(
        generate.integer("PasswordLength").orElse(32),
        generate.optionalText("ExcludeCharacters").orElse(""),
        !generate.flag("ExcludePunctuation", false),
        generate.optionalText("SecretStringTemplate"),
        generate.optionalText("GenerateStringKey"));
  }
}
