package dev.sluice.json;

import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.ViolationCollector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The kinds of JSON values that everything else is made of. */
public final class JsonDecoders {

  /** Significant digits of a number, and places before or behind its point: what DynamoDB keeps. */
  static final int MAX_DIGITS = 38;

  private JsonDecoders() {}

  /** Returns the kind of texts, of 0 to {@code max} characters, whatever they are. */
  public static JsonDecoder<String> text(int max) {
    return value -> {
      String text = string(value);
      if (text.length() > max) {
        throw invalid(
            text.length() + " characters", "shorten it to at most " + max + " characters");
      }
      return text;
    };
  }

  /** Returns the kind of texts of one line, 1 to {@code max} characters. */
  public static JsonDecoder<String> line(int max) {
    return string().map(text -> InputRules.requireSingleLine("", text, max));
  }

  /** Returns the kind of any text. */
  public static JsonDecoder<String> string() {
    return JsonDecoders::string;
  }

  /** Returns the kind of whole numbers from {@code min} to {@code max}. */
  public static JsonDecoder<Long> wholeNumber(long min, long max) {
    return value -> {
      boolean fits = value.isIntegralNumber() && value.canConvertToLong();
      if (!fits || value.longValue() < min || value.longValue() > max) {
        String quotes = value.isString() ? ", without quotes" : "";
        throw JsonDecoder.invalid(value, "use a whole number from " + min + " to " + max + quotes);
      }
      return value.longValue();
    };
  }

  /**
   * Returns the kind of whole numbers that a domain type takes and checks itself.
   *
   * @param min what the remedy says of values that are no whole number
   */
  public static JsonDecoder<Integer> integer(int min, int max) {
    JsonDecoder<Long> described = wholeNumber(min, max);
    return value ->
        value.isIntegralNumber() && value.canConvertToInt()
            ? Integer.valueOf(value.intValue())
            : Integer.valueOf(Math.toIntExact(described.decode(value)));
  }

  /** Returns the kind of decimal numbers of at most {@value #MAX_DIGITS} digits. */
  public static JsonDecoder<BigDecimal> decimal() {
    return value -> {
      if (!value.isNumber()) {
        throw JsonDecoder.invalid(
            value, value.isString() ? "use a number, without quotes" : "use a number");
      }
      BigDecimal number = value.decimalValue();
      if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
        throw JsonDecoder.invalid(
            value,
            "use a number of at most " + MAX_DIGITS + " digits, before and behind the point");
      }
      return number;
    };
  }

  /** Returns the kind of {@code true} and {@code false}. */
  public static JsonDecoder<Boolean> bool() {
    return value -> {
      if (!value.isBoolean()) {
        throw JsonDecoder.invalid(
            value, value.isString() ? "use true or false, without quotes" : "use true or false");
      }
      return value.booleanValue();
    };
  }

  /** Returns the kind that is always {@code true}: a member that says something by being there. */
  public static <T> JsonDecoder<T> onlyTrue(T meaning, String remedy) {
    return value -> {
      if (!value.isBoolean() || !value.booleanValue()) {
        throw JsonDecoder.invalid(value, remedy);
      }
      return meaning;
    };
  }

  /** Returns the kind of a constant's name, written as in {@code asItComes}. */
  public static <E extends Enum<E>> JsonDecoder<E> oneOf(Class<E> constants) {
    SequencedMap<String, E> byName = new LinkedHashMap<>();
    for (E constant : constants.getEnumConstants()) {
      byName.put(EnumNames.jsonName(constant), constant);
    }
    return string()
        .map(text -> {
          E constant = byName.get(text);
          if (constant == null) {
            throw invalid(text, "use one of " + String.join(", ", byName.keySet()));
          }
          return constant;
        });
  }

  /** Returns the kind of lists of {@code min} to {@code max} entries. */
  public static <T> JsonDecoder<List<T>> list(JsonDecoder<T> entries, int min, int max) {
    return value -> {
      if (!value.isArray()) {
        throw JsonDecoder.invalid(value, "use a list, such as [ … ]");
      }
      if (value.size() < min || value.size() > max) {
        throw JsonDecoder.invalid(value, "give " + min + " to " + max + " entries");
      }
      ViolationCollector violations = new ViolationCollector();
      List<T> read = new ArrayList<>();
      for (int i = 0; i < value.size(); i++) {
        JsonNode entry = value.get(i);
        violations.collect("[" + i + "]", () -> entries.decode(entry)).ifPresent(read::add);
      }
      violations.throwIfAny();
      return List.copyOf(read);
    };
  }

  /**
   * Returns the kind of objects whose members' names are not fixed.
   *
   * @param names converts a name; its violations are reported for the member
   */
  public static <K, T> JsonDecoder<Map<K, T>> map(
      Function<String, K> names, JsonDecoder<T> values, int max) {
    return value -> {
      if (!value.isObject()) {
        throw JsonDecoder.invalid(value, "use an object, such as { … }");
      }
      if (value.size() > max) {
        throw JsonDecoder.invalid(value, "give at most " + max + " members");
      }
      ViolationCollector violations = new ViolationCollector();
      Map<K, T> read = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        JsonDecoder<T> named =
            entry -> {
              K name = JsonDecoders.<String>constant(member.getKey()).map(names).decode(entry);
              T held = values.decode(entry);
              read.put(name, held);
              return held;
            };
        violations.collect(
            ValuePreview.shortName(member.getKey()), () -> named.decode(member.getValue()));
      }
      violations.throwIfAny();
      return Map.copyOf(read);
    };
  }

  /** Returns a kind whose values are checked further and stay as they are. */
  public static JsonDecoder<String> validated(UnaryOperator<String> check) {
    return string().map(check);
  }

  private static <T> JsonDecoder<T> constant(T known) {
    return _ -> known;
  }

  private static String string(JsonNode value) {
    if (!value.isString()) {
      throw JsonDecoder.invalid(value, "use a text in quotes");
    }
    String text = value.stringValue();
    // Half of a surrogate pair is no character: it could be neither stored nor sent.
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw invalid("half of a surrogate pair", "use whole Unicode characters");
    }
    return text;
  }

  static InvalidInputException invalid(Object value, String remedy) {
    return InvalidInputException.of("", value, remedy);
  }

  /** Returns choices in the order given, as {@link ObjectDecoder#exactlyOne} takes them. */
  @SafeVarargs
  static <T> SequencedMap<String, JsonDecoder<? extends T>> choices(
      Map.Entry<String, JsonDecoder<? extends T>>... choices) {
    SequencedMap<String, JsonDecoder<? extends T>> all = new LinkedHashMap<>();
    Arrays.stream(choices).forEach(choice -> all.put(choice.getKey(), choice.getValue()));
    return all;
  }
}
