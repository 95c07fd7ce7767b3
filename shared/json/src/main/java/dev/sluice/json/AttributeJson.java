package dev.sluice.json;

import dev.sluice.core.state.SubscriberProfile;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.InvalidInputException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Attribute values as JSON: text, number, true or false, or {@code {"date":"2026-01-31"}}. */
public final class AttributeJson {

  static final JsonDecoder<AttributeValue> DAY =
      ObjectDecoder.of(in -> {
        var date = in.required("date", TimeDecoders.date());
        return () -> new AttributeValue.Day(date.get());
      });

  private AttributeJson() {}

  /** Returns the kind of values. */
  public static JsonDecoder<AttributeValue> valueDecoder() {
    return AttributeJson::decode;
  }

  /** Returns the kind of objects that hold values by attribute name. */
  public static JsonDecoder<Map<String, AttributeValue>> valuesDecoder() {
    return JsonDecoders.map(
        name -> Subscriber.requireAttributeName("", name),
        valueDecoder(),
        Subscriber.MAX_ATTRIBUTES);
  }

  /** Returns the kind of objects that hold what the team says of a subscriber. */
  static JsonDecoder<Map<String, AttributeValue>> subscriberAttributesDecoder() {
    return JsonDecoders.map(
        AttributeJson::validSubscriberAttributeName, valueDecoder(), Subscriber.MAX_ATTRIBUTES);
  }

  private static String validSubscriberAttributeName(String name) {
    if (SubscriberProfile.RESERVED_NAMES.contains(name)) {
      throw InvalidInputException.of(
          "", name, "use another name: under this one Sluice itself tells how mail is taken");
    }
    return Subscriber.requireAttributeName("", name);
  }

  /** Returns the kind of attribute names. */
  public static JsonDecoder<String> nameDecoder() {
    return JsonDecoders.validated(name -> Subscriber.requireAttributeName("", name));
  }

  /** Returns a value as JSON. */
  public static JsonNode toJson(AttributeValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case AttributeValue.Text(String text) -> nodes.stringNode(text);
      case AttributeValue.Number(BigDecimal number) -> numberToJson(number);
      case AttributeValue.Flag(boolean flag) -> nodes.booleanNode(flag);
      case AttributeValue.Day(var date) -> nodes.objectNode().put("date", date.toString());
    };
  }

  /** Returns values by attribute name, in order of the names. */
  public static ObjectNode toJson(Map<String, AttributeValue> values) {
    ObjectNode written = Json.object();
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(value -> written.set(value.getKey(), toJson(value.getValue())));
    return written;
  }

  /** Whole numbers are written without an exponent, as people write them. */
  private static JsonNode numberToJson(BigDecimal number) {
    return number.scale() <= 0
        ? JsonNodeFactory.instance.numberNode(number.toBigIntegerExact())
        : JsonNodeFactory.instance.numberNode(number);
  }

  private static AttributeValue decode(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING ->
          new AttributeValue.Text(JsonDecoders.text(Subscriber.MAX_TEXT_LENGTH).decode(value));
      case NUMBER -> new AttributeValue.Number(JsonDecoders.decimal().decode(value));
      case BOOLEAN -> new AttributeValue.Flag(value.booleanValue());
      case OBJECT -> DAY.decode(value);
      default ->
          throw JsonDecoder.invalid(
              value,
              "use a text, a number, true, false, or a date such as {\"date\":\"2026-01-31\"}");
    };
  }
}
