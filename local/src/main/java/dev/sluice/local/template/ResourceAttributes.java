package dev.sluice.local.template;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What {@code Ref} and {@code GetAtt} give for the resources of a template. */
final class ResourceAttributes {

  /** The stack's name on this machine: prefix of every name that the template leaves open. */
  static final String STACK = "sluice";

  private static final Map<String, String> NAME_PROPERTIES =
      Map.of(
          "AWS::DynamoDB::Table", "TableName",
          "AWS::SQS::Queue", "QueueName",
          "AWS::Serverless::Function", "FunctionName",
          "AWS::SecretsManager::Secret", "Name",
          "AWS::Events::EventBus", "Name",
          "AWS::SES::ConfigurationSet", "Name",
          "AWS::SNS::Topic", "TopicName",
          "AWS::SES::EmailIdentity", "EmailIdentity");

  private final JsonNode resources;
  private final PhysicalNames names;

  ResourceAttributes(JsonNode resources, PhysicalNames names) {
    this.resources = resources;
    this.names = names;
  }

  boolean has(String logicalId) {
    return resources.has(logicalId);
  }

  String ref(String logicalId, IntrinsicFunctions intrinsics) {
    return names.find(logicalId).orElseGet(() -> defaultRef(logicalId, intrinsics));
  }

  String attribute(String logicalId, String attribute, IntrinsicFunctions intrinsics) {
    return names
        .find(logicalId + "." + attribute)
        .orElseGet(() -> defaultAttribute(logicalId, attribute, intrinsics));
  }

  private String defaultRef(String logicalId, IntrinsicFunctions intrinsics) {
    String name = name(logicalId, intrinsics);
    return switch (type(logicalId)) {
      case "AWS::SQS::Queue" -> names.queueUrl(name);
      case "AWS::SecretsManager::Secret" -> arn(logicalId, intrinsics);
      case "AWS::SNS::Topic" -> names.arn("sns", name);
      case "AWS::Serverless::HttpApi" -> PhysicalNames.API_ID;
      default -> name;
    };
  }

  private String defaultAttribute(
      String logicalId, String attribute, IntrinsicFunctions intrinsics) {
    return switch (attribute) {
      case "Arn", "TopicArn", "QueueArn", "Id" -> arn(logicalId, intrinsics);
      case "QueueUrl" -> ref(logicalId, intrinsics);
      case "ApiEndpoint" -> names.apiUrl();
      case "Name", "QueueName", "TopicName" -> name(logicalId, intrinsics);
      default -> logicalId + "." + attribute;
    };
  }

  String arn(String logicalId, IntrinsicFunctions intrinsics) {
    String name = name(logicalId, intrinsics);
    return switch (type(logicalId)) {
      case "AWS::DynamoDB::Table" -> names.arn("dynamodb", "table/" + name);
      case "AWS::SQS::Queue" -> names.arn("sqs", name);
      case "AWS::Serverless::Function" -> names.arn("lambda", "function:" + name);
      case "AWS::Events::EventBus" -> names.arn("events", "event-bus/" + name);
      case "AWS::SNS::Topic" -> names.arn("sns", name);
      case "AWS::SecretsManager::Secret" ->
          names.find(logicalId).orElse(names.arn("secretsmanager", "secret:" + name));
      default -> names.arn("local", type(logicalId) + "/" + name);
    };
  }

  String name(String logicalId, IntrinsicFunctions intrinsics) {
    String property = NAME_PROPERTIES.getOrDefault(type(logicalId), "Name");
    JsonNode declared = resources.path(logicalId).path("Properties").path(property);
    String where = logicalId + "." + property;
    return declared.isMissingNode()
        ? STACK + "-" + logicalId
        : intrinsics.resolve(declared, where).asString(STACK + "-" + logicalId);
  }

  private String type(String logicalId) {
    return resources.path(logicalId).path("Type").asString("");
  }
}
