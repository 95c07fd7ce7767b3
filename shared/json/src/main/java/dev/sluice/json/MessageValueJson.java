package dev.sluice.json;

import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.transactional.MessageValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The data of a transactional message as JSON.
 *
 * <p>A number keeps the zeros behind its point. An object whose only member is {@code date} and
 * holds a date is that date, as with attributes. Only the document as a whole has a limit.
 */
final class MessageValueJson {

  private static final String DATE = "date";

  private MessageValueJson() {}

  /** Returns the kind of objects that hold values by name. */
  static JsonDecoder<Map<String, MessageValue>> valuesDecoder() {
    return fields(1);
  }

  /** Returns values by name, in order of the names. */
  static ObjectNode toJson(Map<String, MessageValue> values) {
    ObjectNode written = Json.object();
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(value -> written.set(value.getKey(), toJson(value.getValue())));
    return written;
  }

  private static JsonNode toJson(MessageValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case MessageValue.Text(String text) -> nodes.stringNode(text);
      case MessageValue.Decimal(BigDecimal number) -> nodes.numberNode(number);
      case MessageValue.Flag(boolean flag) -> nodes.booleanNode(flag);
      case MessageValue.Day(LocalDate date) -> nodes.objectNode().put(DATE, date.toString());
      case MessageValue.Absent _ -> nodes.nullNode();
      case MessageValue.Items(List<MessageValue> values) -> {
        ArrayNode list = nodes.arrayNode();
        values.forEach(element -> list.add(toJson(element)));
        yield list;
      }
      case MessageValue.Fields(Map<String, MessageValue> values) -> toJson(values);
    };
  }

  private static JsonDecoder<Map<String, MessageValue>> fields(int depth) {
    return JsonDecoders.map(
        name -> Subscriber.requireAttributeName("", name),
        value -> decode(value, depth),
        Subscriber.MAX_ATTRIBUTES);
  }

  private static MessageValue decode(JsonNode value, int depth) {
    return switch (value.getNodeType()) {
      case STRING -> new MessageValue.Text(value.stringValue());
      case NUMBER -> new MessageValue.Decimal(JsonDecoders.decimal().decode(value));
      case BOOLEAN -> new MessageValue.Flag(value.booleanValue());
      case NULL -> new MessageValue.Absent();
      case ARRAY -> {
        int inner = inner(value, depth);
        yield new MessageValue.Items(
            JsonDecoders.list(element -> decode(element, inner), 0, MessageValue.MAX_VALUES)
                .decode(value));
      }
      case OBJECT ->
          isDate(value)
              ? AttributeJson.DAY.map(MessageValue::of).decode(value)
              : new MessageValue.Fields(fields(inner(value, depth)).decode(value));
      default ->
          throw JsonDecoder.invalid(
              value, "use a text, a number, true, false, null, a list or an object");
    };
  }

  private static int inner(JsonNode value, int depth) {
    if (depth >= MessageValue.MAX_DEPTH) {
      throw JsonDecoder.invalid(
          value, "nest at most " + MessageValue.MAX_DEPTH + " lists and objects");
    }
    return depth + 1;
  }

  private static boolean isDate(JsonNode value) {
    return value.size() == 1 && value.path(DATE).isString();
  }
}
