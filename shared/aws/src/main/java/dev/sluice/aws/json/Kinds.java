package dev.sluice.aws.json;

import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Texts;
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
public final class Kinds {

  /** Significant digits of a number, and places before or behind its point: what DynamoDB keeps. */
  static final int MAX_DIGITS = 38;

  private Kinds() {}

  /** Returns the kind of texts, of 0 to {@code max} characters, whatever they are. */
  public static Kind<String> text(int max) {
    return value -> {
      String text = string(value);
      if (text.length() > max) {
        throw refuse(text.length() + " characters", "shorten it to at most " + max + " characters");
      }
      return text;
    };
  }

  /** Returns the kind of texts of one line, 1 to {@code max} characters. */
  public static Kind<String> line(int max) {
    return string().as(text -> Texts.line("", text, max));
  }

  /** Returns the kind of any text. */
  static Kind<String> string() {
    return Kinds::string;
  }

  /** Returns the kind of whole numbers from {@code min} to {@code max}. */
  public static Kind<Long> whole(long min, long max) {
    return value -> {
      boolean fits = value.isIntegralNumber() && value.canConvertToLong();
      if (!fits || value.longValue() < min || value.longValue() > max) {
        throw Kind.refuse(value, "use a whole number from " + min + " to " + max);
      }
      return value.longValue();
    };
  }

  /**
   * Returns the kind of any whole number that fits 32 bits, for domain types that know the range.
   */
  public static Kind<Integer> integer() {
    return whole(Integer.MIN_VALUE, Integer.MAX_VALUE).as(Math::toIntExact);
  }

  /** Returns the kind of decimal numbers of at most {@value #MAX_DIGITS} digits. */
  public static Kind<BigDecimal> decimal() {
    return value -> {
      if (!value.isNumber()) {
        throw Kind.refuse(value, "use a number");
      }
      BigDecimal number = value.decimalValue();
      if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
        throw Kind.refuse(
            value,
            "use a number of at most " + MAX_DIGITS + " digits, before and behind the point");
      }
      return number;
    };
  }

  /** Returns the kind of {@code true} and {@code false}. */
  public static Kind<Boolean> flag() {
    return value -> {
      if (!value.isBoolean()) {
        throw Kind.refuse(value, "use true or false");
      }
      return value.booleanValue();
    };
  }

  /** Returns the kind that is always {@code true}: a member that says something by being there. */
  public static <T> Kind<T> only(T meaning, String remedy) {
    return value -> {
      if (!value.isBoolean() || !value.booleanValue()) {
        throw Kind.refuse(value, remedy);
      }
      return meaning;
    };
  }

  /** Returns the kind of a constant's name, written as in {@code asItComes}. */
  public static <E extends Enum<E>> Kind<E> oneOf(Class<E> constants) {
    SequencedMap<String, E> byName = new LinkedHashMap<>();
    for (E constant : constants.getEnumConstants()) {
      byName.put(Names.of(constant), constant);
    }
    return string()
        .as(text -> {
          E constant = byName.get(text);
          if (constant == null) {
            throw refuse(text, "use one of " + String.join(", ", byName.keySet()));
          }
          return constant;
        });
  }

  /** Returns the kind of lists of {@code min} to {@code max} entries. */
  public static <T> Kind<List<T>> list(Kind<T> entries, int min, int max) {
    return value -> {
      if (!value.isArray()) {
        throw Kind.refuse(value, "use a list, such as [ … ]");
      }
      if (value.size() < min || value.size() > max) {
        throw Kind.refuse(value, "give " + min + " to " + max + " entries");
      }
      Violations violations = new Violations();
      List<T> read = new ArrayList<>();
      for (int i = 0; i < value.size(); i++) {
        JsonNode entry = value.get(i);
        violations.collect("[" + i + "]", () -> entries.read(entry)).ifPresent(read::add);
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
  public static <K, T> Kind<Map<K, T>> map(Function<String, K> names, Kind<T> values, int max) {
    return value -> {
      if (!value.isObject()) {
        throw Kind.refuse(value, "use an object, such as { … }");
      }
      if (value.size() > max) {
        throw Kind.refuse(value, "give at most " + max + " members");
      }
      Violations violations = new Violations();
      Map<K, T> read = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        Kind<T> named =
            entry -> {
              K name = Kinds.<String>given(member.getKey()).as(names).read(entry);
              T held = values.read(entry);
              read.put(name, held);
              return held;
            };
        violations.collect(Shown.name(member.getKey()), () -> named.read(member.getValue()));
      }
      violations.throwIfAny();
      return Map.copyOf(read);
    };
  }

  /** Returns a kind whose values are checked further and stay as they are. */
  public static Kind<String> checked(UnaryOperator<String> check) {
    return string().as(check);
  }

  private static <T> Kind<T> given(T known) {
    return _ -> known;
  }

  private static String string(JsonNode value) {
    if (!value.isString()) {
      throw Kind.refuse(value, "use a text in quotes");
    }
    String text = value.stringValue();
    // Half of a surrogate pair is no character: it could be neither stored nor sent.
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw refuse("half of a surrogate pair", "use whole Unicode characters");
    }
    return text;
  }

  static InvalidInputException refuse(Object value, String remedy) {
    return InvalidInputException.of("", value, remedy);
  }

  /** Returns choices in the order given, as {@link ObjectReader#exactlyOne} takes them. */
  @SafeVarargs
  static <T> SequencedMap<String, Kind<? extends T>> choices(
      Map.Entry<String, Kind<? extends T>>... choices) {
    SequencedMap<String, Kind<? extends T>> all = new LinkedHashMap<>();
    Arrays.stream(choices).forEach(choice -> all.put(choice.getKey(), choice.getValue()));
    return all;
  }
}
