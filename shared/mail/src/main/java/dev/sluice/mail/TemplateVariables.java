package dev.sluice.mail;

import dev.sluice.core.subscriber.AttributeValue;
import java.util.HashMap;
import java.util.Map;

/** Attributes as values of template variables: text, {@code true} and {@code false}. */
final class TemplateVariables {

  private TemplateVariables() {}

  /** Returns values by name, and the default of every name without a value. */
  static Map<String, Object> merge(
      Map<String, String> defaults, Map<String, AttributeValue> values) {
    Map<String, Object> plain = new HashMap<>();
    defaults.forEach((name, text) -> plain.put(name, parseDefault(text)));
    values.forEach((name, value) -> plain.put(name, toTemplateValue(value)));
    return plain;
  }

  /** A default is text; {@code true} and {@code false} show or hide sections. */
  private static Object parseDefault(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> text;
    };
  }

  private static Object toTemplateValue(AttributeValue value) {
    return switch (value) {
      case AttributeValue.Flag(boolean flag) -> flag;
      case AttributeValue.Text(String text) -> text;
      case AttributeValue.Number number -> number.display();
      case AttributeValue.Day day -> day.display();
    };
  }
}
