package dev.sluice.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The resolved properties of one template element; errors name the place.
 *
 * @param where logical id and path
 * @param node the properties; may be missing, which reads as empty
 */
record TemplateProperties(String where, JsonNode node) {

  /** Fails on any property outside {@code supported}, so that nothing is silently ignored. */
  TemplateProperties requireOnly(Set<String> supported) {
    for (String name : node.propertyNames()) {
      if (!supported.contains(name)) {
        throw new SamTemplateException(
            where + "." + name, "this property is not supported by the local run");
      }
    }
    return this;
  }

  TemplateProperties child(String name) {
    return new TemplateProperties(where + "." + name, node.path(name));
  }

  boolean has(String name) {
    return node.has(name);
  }

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new SamTemplateException(where + "." + name, "it must be set"));
  }

  Optional<String> optionalText(String name) {
    JsonNode value = node.path(name);
    return value.isValueNode() ? Optional.of(value.asString("")) : Optional.empty();
  }

  Optional<Integer> integer(String name) {
    return optionalText(name).map(text -> parse(name, text));
  }

  Duration seconds(String name, Duration otherwise) {
    return integer(name).map(Duration::ofSeconds).orElse(otherwise);
  }

  boolean flag(String name, boolean otherwise) {
    return optionalText(name).map(Boolean::parseBoolean).orElse(otherwise);
  }

  /** Returns the elements of a list; a single element may stand for a list of one. */
  Stream<TemplateProperties> list(String name) {
    JsonNode value = node.path(name);
    String place = where + "." + name;
    if (value.isMissingNode()) {
      return Stream.empty();
    }
    return value.isArray()
        ? java.util.stream.IntStream.range(0, value.size())
            .mapToObj(i -> new TemplateProperties(place + "[" + i + "]", value.path(i)))
        : Stream.of(new TemplateProperties(place, value));
  }

  List<String> texts(String name) {
    return list(name).map(item -> item.node().asString("")).toList();
  }

  private int parse(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new SamTemplateException(where + "." + name, "'" + text + "' is not a whole number");
    }
  }
}
