package dev.sluice.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Evaluates CloudFormation's intrinsic functions. */
final class IntrinsicFunctions {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");
  private static final Set<String> OTHER_FUNCTIONS = Set.of("Ref", "Condition");

  private final Map<String, JsonNode> parameters;
  private final JsonNode conditions;
  private final JsonNode mappings;
  private final ResourceAttributes resources;

  IntrinsicFunctions(
      Map<String, JsonNode> parameters, JsonNode template, ResourceAttributes resources) {
    this.parameters = Map.copyOf(parameters);
    this.conditions = template.path("Conditions");
    this.mappings = template.path("Mappings");
    this.resources = resources;
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

  /** Returns the names that this template's resources have. */
  ResourceAttributes resources() {
    return resources;
  }

  private static boolean isFunction(ObjectNode object) {
    if (object.size() != 1) {
      return false;
    }
    String name = object.propertyNames().iterator().next();
    return name.startsWith("Fn::")
        || (OTHER_FUNCTIONS.contains(name) && object.get(name).isString());
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
      case "Condition" -> JSON.booleanNode(isConditionTrue(argument.asString(), where));
      case "Fn::GetAtt" -> attribute(argument, where);
      case "Fn::Sub" -> JSON.stringNode(substitute(argument, where));
      case "Fn::Join" -> JSON.stringNode(join(argument, where));
      case "Fn::If" ->
          resolve(
              argument.path(isConditionTrue(argument.path(0).asString(""), where) ? 1 : 2), where);
      case "Fn::Equals" ->
          JSON.booleanNode(text(argument.path(0), where).equals(text(argument.path(1), where)));
      case "Fn::Not" -> JSON.booleanNode(!resolve(argument.path(0), where).asBoolean(false));
      case "Fn::And" ->
          JSON.booleanNode(
              argument.valueStream().allMatch(n -> resolve(n, where).asBoolean(false)));
      case "Fn::Or" ->
          JSON.booleanNode(
              argument.valueStream().anyMatch(n -> resolve(n, where).asBoolean(false)));
      case "Fn::Select" ->
          resolve(argument.path(1), where).path(Integer.parseInt(text(argument.path(0), where)));
      case "Fn::Split" -> split(argument, where);
      case "Fn::FindInMap" -> findInMap(argument, where);
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
      case "AWS::StackName" -> JSON.stringNode(ResourceAttributes.STACK);
      case "AWS::Partition" -> JSON.stringNode("aws");
      case "AWS::URLSuffix" -> JSON.stringNode("amazonaws.com");
      default -> {
        requireKnown(name, where);
        yield JSON.stringNode(resources.ref(name, this));
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
    return JSON.stringNode(resources.attribute(logicalId, attribute, this));
  }

  /** Returns whether SAM makes this resource: the role of a function. */
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

  private String join(JsonNode argument, String where) {
    JsonNode items = resolve(argument.path(1), where);
    return items
        .valueStream()
        .map(item -> item.asString(""))
        .collect(Collectors.joining(argument.path(0).asString("")));
  }

  private JsonNode split(JsonNode argument, String where) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                text(argument.path(1), where)
                    .split(Pattern.quote(argument.path(0).asString("")), -1)));
    ArrayNode array = JSON.arrayNode();
    parts.forEach(array::add);
    return array;
  }

  private JsonNode findInMap(JsonNode argument, String where) {
    JsonNode found =
        mappings
            .path(text(argument.path(0), where))
            .path(text(argument.path(1), where))
            .path(text(argument.path(2), where));
    if (found.isMissingNode()) {
      throw new SamTemplateException(where, "nothing in Mappings at " + argument);
    }
    return found;
  }

  private String text(JsonNode node, String where) {
    return resolve(node, where).asString("");
  }
}
