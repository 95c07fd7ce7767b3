package dev.sluice.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A SAM template with its parameter values.
 *
 * <p>It can be resolved several times: first to find the tables and queues to create, then again
 * with their physical names.
 */
public final class SamTemplate {

  /** CloudFormation's own limit on a template's size, in bytes. */
  private static final long MAX_BYTES = 1024 * 1024;

  private final ObjectNode root;
  private final Map<String, String> overrides;

  private SamTemplate(ObjectNode root, Map<String, String> overrides) {
    this.root = root;
    this.overrides = Map.copyOf(overrides);
  }

  /**
   * Reads a template file.
   *
   * @throws IOException if it cannot be read
   * @throws SamTemplateException if it is not a template, or larger than 1 MiB
   */
  public static SamTemplate load(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new SamTemplateException(file.toString(), "a template has at most 1 MiB");
    }
    return parse(Files.readString(file));
  }

  /**
   * Reads a template's text.
   *
   * @throws SamTemplateException if it is not a template
   */
  public static SamTemplate parse(String yaml) {
    return new SamTemplate(SamYaml.parse(yaml), Map.of());
  }

  /**
   * Returns this template with other values of some parameters.
   *
   * @throws SamTemplateException if it has no parameter of such a name
   */
  public SamTemplate withParameters(Map<String, String> parameters) {
    for (String name : parameters.keySet()) {
      if (!root.path("Parameters").has(name)) {
        throw new SamTemplateException(
            "Parameters." + name,
            "the template has no such parameter, only " + root.path("Parameters").propertyNames());
      }
    }
    Map<String, String> merged = new LinkedHashMap<>(overrides);
    merged.putAll(parameters);
    return new SamTemplate(root, merged);
  }

  /** Returns whether this parameter exists and has neither a default nor a value. */
  public boolean lacksValue(String parameter) {
    JsonNode declaration = root.path("Parameters").path(parameter);
    return declaration.isObject()
        && !declaration.has("Default")
        && !overrides.containsKey(parameter);
  }

  /**
   * Returns the stack that this template describes under these names.
   *
   * @throws SamTemplateException if something in it is not supported, naming it
   */
  public ResolvedStack resolve(PhysicalNames names) {
    Map<String, JsonNode> parameters = parameters(names);
    IntrinsicFunctions intrinsics = new IntrinsicFunctions(parameters, root, names);
    return new ResolvedStackReader(root, intrinsics, names).read(toText(parameters));
  }

  /**
   * Returns the resolved properties of every resource of a type, by logical id, whether the local
   * run supports the type or not.
   */
  public Map<String, JsonNode> propertiesOf(String type, PhysicalNames names) {
    IntrinsicFunctions intrinsics = new IntrinsicFunctions(parameters(names), root, names);
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("Resources").properties()) {
      if (entry.getValue().path("Type").asString("").equals(type)) {
        String id = entry.getKey();
        properties.put(id, intrinsics.resolve(entry.getValue().path("Properties"), id));
      }
    }
    return properties;
  }

  private Map<String, JsonNode> parameters(PhysicalNames names) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Map<String, JsonNode> values = new LinkedHashMap<>();
    values.put("AWS::Region", json.stringNode(names.region()));
    values.put("AWS::AccountId", json.stringNode(names.account()));
    for (Map.Entry<String, JsonNode> entry : root.path("Parameters").properties()) {
      values.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
    }
    return values;
  }

  private JsonNode value(String name, JsonNode declaration) {
    String type = declaration.path("Type").asString("");
    String override = overrides.get(name);
    if (override != null) {
      return parameter(override, type);
    }
    JsonNode standard = declaration.path("Default");
    if (standard.isMissingNode()) {
      throw new SamTemplateException(
          "Parameters." + name, "it has no default: give a value for it");
    }
    return parameter(standard.asString(""), type);
  }

  private static JsonNode parameter(String value, String type) {
    if (!type.equals("CommaDelimitedList")) {
      return JsonNodeFactory.instance.stringNode(value);
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String item : value.split(",", -1)) {
      list.add(item.strip());
    }
    return list;
  }

  private static Map<String, String> toText(Map<String, JsonNode> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) ->
        texts.put(
            name,
            value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString("")));
    return texts;
  }
}
