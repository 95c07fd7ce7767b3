package dev.sluice.aws.json;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.AttributeValue;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.standing.Profile;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Attribute values as JSON: text, number, true or false, or {@code {"date":"2026-01-31"}}. */
public final class AttributeJson {

  private static final Kind<AttributeValue> DAY =
      ObjectReader.of(in -> {
        var date = in.required("date", TimeKinds.date());
        return () -> new AttributeValue.Day(date.get());
      });

  private AttributeJson() {}

  /** Returns the kind of values. */
  public static Kind<AttributeValue> value() {
    return AttributeJson::read;
  }

  /** Returns the kind of objects that hold values by attribute name. */
  public static Kind<Map<String, AttributeValue>> values() {
    return Kinds.map(
        name -> Subscriber.attributeName("", name), value(), Subscriber.MAX_ATTRIBUTES);
  }

  /** Returns the kind of objects that hold what the team says of a subscriber. */
  static Kind<Map<String, AttributeValue>> ofSubscriber() {
    return Kinds.map(AttributeJson::ownName, value(), Subscriber.MAX_ATTRIBUTES);
  }

  private static String ownName(String name) {
    if (Profile.BUILT_IN.contains(name)) {
      throw InvalidInputException.of(
          "", name, "use another name: under this one Sluice itself tells how mail is taken");
    }
    return Subscriber.attributeName("", name);
  }

  /** Returns the kind of attribute names. */
  public static Kind<String> name() {
    return Kinds.checked(name -> Subscriber.attributeName("", name));
  }

  /** Returns a value as JSON. */
  public static JsonNode write(AttributeValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case AttributeValue.Text(String text) -> nodes.stringNode(text);
      case AttributeValue.Number(BigDecimal number) -> number(number);
      case AttributeValue.Flag(boolean flag) -> nodes.booleanNode(flag);
      case AttributeValue.Day(var date) -> nodes.objectNode().put("date", date.toString());
    };
  }

  /** Returns values by attribute name, in order of the names. */
  public static ObjectNode write(Map<String, AttributeValue> values) {
    ObjectNode written = Json.object();
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .forEach(value -> written.set(value.getKey(), write(value.getValue())));
    return written;
  }

  /** Whole numbers are written without an exponent, as people write them. */
  private static JsonNode number(BigDecimal number) {
    return number.scale() <= 0
        ? JsonNodeFactory.instance.numberNode(number.toBigIntegerExact())
        : JsonNodeFactory.instance.numberNode(number);
  }

  private static AttributeValue read(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> new AttributeValue.Text(Kinds.text(Subscriber.MAX_TEXT_LENGTH).read(value));
      case NUMBER -> new AttributeValue.Number(Kinds.decimal().read(value));
      case BOOLEAN -> new AttributeValue.Flag(value.booleanValue());
      case OBJECT -> DAY.read(value);
      default ->
          throw Kind.refuse(
              value,
              "use a text, a number, true, false, or a date such as {\"date\":\"2026-01-31\"}");
    };
  }
}
