package dev.sluice.local.template;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Evaluates the intrinsic functions that the template uses, {@code Ref} and {@code GetAtt} of its
 * resources included; any other function fails with its place.
 */
final class IntrinsicFunctions {

  /** The stack's name on this machine: the prefix of every name that the template leaves open. */
  private static final String STACK = "sluice";

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

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final Map<String, JsonNode> parameters;
  private final JsonNode conditions;
  private final JsonNode resources;
  private final PhysicalNames names;

  IntrinsicFunctions(Map<String, JsonNode> parameters, JsonNode template, PhysicalNames names) {
    this.parameters = Map.copyOf(parameters);
    this.conditions = template.path("Conditions");
    this.resources = template.path("Resources");
    this.names = names;
  }

  /** Returns {@code node} with every function evaluated; missing for {@code AWS::NoValue}. */
  JsonNode resolve(JsonNode node, String where) {
    return switch (node) {
      case ObjectNode object ->
          isFunction(object) ? function(object, where) : resolveEach(object, where);
      case ArrayNode array -> resolveEach(array, where);
      default -> node;
    };
  }

  /** Returns whether the condition called {@code name} holds. */
  boolean isConditionTrue(String name, String where) {
    JsonNode condition = conditions.path(name);
    if (condition.isMissingNode()) {
      throw new SamTemplateException(where, "there is no condition " + name);
    }
    return resolve(condition, "Conditions." + name).asBoolean(false);
  }

  /** Returns the ARN of a resource. */
  String arn(String logicalId) {
    String name = name(logicalId);
    return switch (type(logicalId)) {
      case "AWS::DynamoDB::Table" -> names.arn("dynamodb", "table/" + name);
      case "AWS::SQS::Queue" -> names.arn("sqs", name);
      case "AWS::Serverless::Function" -> names.arn("lambda", "function:" + name);
      case "AWS::Events::EventBus" -> names.arn("events", "event-bus/" + name);
      case "AWS::SNS::Topic" -> names.arn("sns", name);
      case "AWS::Events::Rule" -> names.arn("events", "rule/" + name);
      case "AWS::SecretsManager::Secret" ->
          names.find(logicalId).orElse(names.arn("secretsmanager", "secret:" + name));
      default -> names.arn("local", type(logicalId) + "/" + name);
    };
  }

  /** Returns the name of a resource: the declared one, or the stack's name and its logical id. */
  String name(String logicalId) {
    String property = NAME_PROPERTIES.getOrDefault(type(logicalId), "Name");
    JsonNode declared = resources.path(logicalId).path("Properties").path(property);
    String open = STACK + "-" + logicalId;
    return declared.isMissingNode()
        ? open
        : resolve(declared, logicalId + "." + property).asString(open);
  }

  /** Returns what {@code GetAtt} gives for a resource. */
  String attribute(String logicalId, String attribute) {
    return names
        .find(logicalId + "." + attribute)
        .orElseGet(() ->
            switch (attribute) {
              case "Arn", "TopicArn", "QueueArn", "Id" -> arn(logicalId);
              case "QueueUrl" -> resourceRef(logicalId);
              case "ApiEndpoint" -> names.apiUrl();
              case "Name", "QueueName", "TopicName" -> name(logicalId);
              default -> logicalId + "." + attribute;
            });
  }

  private String resourceRef(String logicalId) {
    return names
        .find(logicalId)
        .orElseGet(() ->
            switch (type(logicalId)) {
              case "AWS::SQS::Queue" -> names.queueUrl(name(logicalId));
              case "AWS::SecretsManager::Secret" -> arn(logicalId);
              case "AWS::SNS::Topic" -> names.arn("sns", name(logicalId));
              case "AWS::Serverless::HttpApi" -> PhysicalNames.API_ID;
              default -> name(logicalId);
            });
  }

  private String type(String logicalId) {
    return resources.path(logicalId).path("Type").asString("");
  }

  private static boolean isFunction(ObjectNode object) {
    if (object.size() != 1) {
      return false;
    }
    String name = object.propertyNames().iterator().next();
    return name.startsWith("Fn::") || (name.equals("Ref") && object.get(name).isString());
  }

  private JsonNode resolveEach(ObjectNode object, String where) {
    ObjectNode resolved = JSON.objectNode();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode value = resolve(entry.getValue(), where + "." + entry.getKey());
      if (!value.isMissingNode()) {
        resolved.set(entry.getKey(), value);
      }
    }
    return resolved;
  }

  private JsonNode resolveEach(ArrayNode array, String where) {
    ArrayNode resolved = JSON.arrayNode();
    for (int i = 0; i < array.size(); i++) {
      JsonNode value = resolve(array.get(i), where + "[" + i + "]");
      if (!value.isMissingNode()) {
        resolved.add(value);
      }
    }
    return resolved;
  }

  private JsonNode function(ObjectNode object, String where) {
    Map.Entry<String, JsonNode> entry = object.properties().iterator().next();
    JsonNode argument = entry.getValue();
    return switch (entry.getKey()) {
      case "Ref" -> ref(argument.asString(), where);
      case "Fn::GetAtt" -> attribute(argument, where);
      case "Fn::Sub" -> JSON.stringNode(substitute(argument, where));
      case "Fn::If" ->
          resolve(
              argument.path(isConditionTrue(argument.path(0).asString(""), where) ? 1 : 2), where);
      case "Fn::Equals" ->
          JSON.booleanNode(text(argument.path(0), where).equals(text(argument.path(1), where)));
      case "Fn::Join" ->
          JSON.stringNode(
              resolve(argument.path(1), where)
                  .valueStream()
                  .map(part -> part.asString(""))
                  .collect(Collectors.joining(argument.path(0).asString(""))));
      case "Fn::Not" -> JSON.booleanNode(!resolve(argument.path(0), where).asBoolean(false));
      default -> throw new SamTemplateException(where, entry.getKey() + " is not supported here");
    };
  }

  private JsonNode ref(String name, String where) {
    JsonNode parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    return switch (name) {
      case "AWS::NoValue" -> MissingNode.getInstance();
      case "AWS::StackName" -> JSON.stringNode(STACK);
      case "AWS::Partition" -> JSON.stringNode("aws");
      case "AWS::URLSuffix" -> JSON.stringNode("amazonaws.com");
      default -> {
        requireKnown(name, where);
        yield JSON.stringNode(resourceRef(name));
      }
    };
  }

  private void requireKnown(String logicalId, String where) {
    if (!resources.has(logicalId)) {
      throw new SamTemplateException(
          where, "there is no parameter or resource called " + logicalId);
    }
  }

  private JsonNode attribute(JsonNode path, String where) {
    String logicalId = path.path(0).asString("");
    String attribute = text(path.path(1), where);
    if (!resources.has(logicalId) && isImplied(logicalId)) {
      return JSON.stringNode("arn:aws:iam::local:role/" + logicalId);
    }
    requireKnown(logicalId, where);
    return JSON.stringNode(attribute(logicalId, attribute));
  }

  /** Returns whether SAM creates this resource implicitly: the role of a function. */
  private boolean isImplied(String logicalId) {
    return logicalId.endsWith("Role")
        && resources.has(logicalId.substring(0, logicalId.length() - "Role".length()));
  }

  private String substitute(JsonNode argument, String where) {
    String pattern = argument.isArray() ? argument.path(0).asString("") : argument.asString("");
    JsonNode own = argument.isArray() ? argument.path(1) : MissingNode.getInstance();
    Matcher matcher = VARIABLE.matcher(pattern);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2).strip();
      String value =
          matcher.group(1).isEmpty() ? variable(name, own, where) : "${" + matcher.group(2) + "}";
      matcher.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(text).toString();
  }

  private String variable(String name, JsonNode own, String where) {
    if (own.has(name)) {
      return text(own.path(name), where);
    }
    int dot = name.indexOf('.');
    if (dot < 0) {
      return ref(name, where).asString("");
    }
    ArrayNode path = JSON.arrayNode().add(name.substring(0, dot)).add(name.substring(dot + 1));
    return attribute(path, where).asString("");
  }

  private String text(JsonNode node, String where) {
    return resolve(node, where).asString("");
  }
}
