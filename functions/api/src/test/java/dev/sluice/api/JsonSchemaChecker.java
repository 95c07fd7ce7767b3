package dev.sluice.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Checks JSON against the schemas of a page, as far as the page uses JSON Schema. */
record JsonSchemaChecker(JsonNode page) {

  /** What the page may say of a value: anything else would not be checked, and is refused. */
  private static final List<String> KNOWN =
      List.of(
          "$ref",
          "allOf",
          "oneOf",
          "type",
          "required",
          "properties",
          "additionalProperties",
          "items",
          "enum",
          "const",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minimum",
          "maximum",
          "pattern",
          "format",
          "title",
          "description",
          "default",
          "examples");

  /** Returns what is wrong with a value, by the paths of what is. */
  List<String> errors(JsonNode schema, JsonNode value) {
    List<String> errors = new ArrayList<>();
    check(schema, value, "", errors);
    return errors;
  }

  private void check(JsonNode schema, JsonNode value, String path, List<String> errors) {
    schema.propertyNames().stream()
        .filter(name -> !KNOWN.contains(name))
        .forEach(name -> errors.add("the page says '" + name + "', which is not checked"));
    if (schema.has("$ref")) {
      check(page.at(schema.path("$ref").stringValue().substring(1)), value, path, errors);
    }
    schema.path("allOf").forEach(part -> check(part, value, path, errors));
    checkAlternatives(schema, value, path, errors);
    if (schema.has("type") && !isOfType(schema.path("type").stringValue(), value)) {
      errors.add(path + " is no " + schema.path("type").stringValue() + ": " + value);
      return;
    }
    checkScalar(schema, value, path, errors);
    checkSize(schema, value, path, errors);
    checkMembers(schema, value, path, errors);
    for (int i = 0; value.isArray() && schema.has("items") && i < value.size(); i++) {
      check(schema.path("items"), value.get(i), path + "[" + i + "]", errors);
    }
  }

  private void checkAlternatives(
      JsonNode schema, JsonNode value, String path, List<String> errors) {
    if (schema.has("oneOf")) {
      long fitting =
          schema.path("oneOf").valueStream().filter(one -> errors(one, value).isEmpty()).count();
      if (fitting != 1) {
        errors.add(path + " fits " + fitting + " alternatives: " + value);
      }
    }
  }

  private static void checkScalar(
      JsonNode schema, JsonNode value, String path, List<String> errors) {
    if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
      errors.add(path + " is none of " + schema.path("enum") + ": " + value);
    }
    if (schema.has("const") && !schema.path("const").equals(value)) {
      errors.add(path + " is not " + schema.path("const") + ": " + value);
    }
    if (schema.has("pattern")
        && !Pattern.compile(schema.path("pattern").stringValue())
            .matcher(value.asString())
            .find()) {
      errors.add(path + " does not match " + schema.path("pattern") + ": " + value);
    }
  }

  private static void checkSize(JsonNode schema, JsonNode value, String path, List<String> errors) {
    double size = value.isNumber() ? value.asDouble() : length(value);
    for (String most : List.of("maxLength", "maxItems", "maxProperties", "maximum")) {
      if (schema.has(most) && size > schema.path(most).asDouble()) {
        errors.add(path + " exceeds " + most);
      }
    }
    for (String least : List.of("minLength", "minItems", "minProperties", "minimum")) {
      if (schema.has(least) && size < schema.path(least).asDouble()) {
        errors.add(path + " is below " + least);
      }
    }
  }

  private static int length(JsonNode value) {
    return value.isString() ? value.stringValue().length() : value.size();
  }

  private void checkMembers(JsonNode schema, JsonNode value, String path, List<String> errors) {
    schema
        .path("required")
        .valueStream()
        .map(JsonNode::stringValue)
        .filter(name -> !value.has(name))
        .forEach(name -> errors.add(path + "." + name + " is absent"));
    if (!value.isObject()) {
      return;
    }
    JsonNode rest = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String inside = path + "." + member.getKey();
      if (schema.path("properties").has(member.getKey())) {
        check(schema.path("properties").path(member.getKey()), member.getValue(), inside, errors);
      } else if (rest.isObject()) {
        check(rest, member.getValue(), inside, errors);
      } else if (rest.isBoolean() && !rest.booleanValue()) {
        errors.add(inside + " is not on the page");
      }
    }
  }

  private static boolean isOfType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "boolean" -> value.isBoolean();
      case "number" -> value.isNumber();
      case "integer" -> value.isIntegralNumber();
      default -> throw new IllegalArgumentException(type);
    };
  }
}
