package dev.sluice.mail;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.transactional.MessageValue;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Attributes and message data as values of template variables: text, {@code true}, {@code false},
 * lists and maps.
 */
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

  /** Returns values of a transactional message by name, and the default of every name without. */
  static Map<String, Object> mergeMessage(
      Map<String, String> defaults, Map<String, MessageValue> values) {
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

  /** A number is text, so that it stays as it was given. */
  private static Object toTemplateValue(MessageValue value) {
    return switch (value) {
      case MessageValue.Flag(boolean flag) -> flag;
      case MessageValue.Text(String text) -> text;
      case MessageValue.Decimal number -> number.display();
      case MessageValue.Day(LocalDate date) -> date.toString();
      case MessageValue.Absent _ -> "";
      case MessageValue.Items(List<MessageValue> elements) ->
          elements.stream().map(TemplateVariables::toTemplateValue).toList();
      case MessageValue.Fields(Map<String, MessageValue> members) -> {
        Map<String, Object> plain = new HashMap<>();
        members.forEach((name, member) -> plain.put(name, toTemplateValue(member)));
        yield plain;
      }
    };
  }
}
