package dev.sluice.mail.template;

import dev.sluice.core.support.InvalidInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A copy of attributes in which only text, truth values, lists and maps are left, for one
 * rendering.
 *
 * <p>Whatever is not one of these, or would be too large, is refused by name: so a template cannot
 * reach an object's methods or fields, and cannot be made to run for long.
 */
final class TemplateValues {

  /** Lists and maps inside each other. */
  private static final int MAX_DEPTH = 8;

  /** Values of one rendering, elements of lists counted. */
  private static final int MAX_VALUES = 10_000;

  /** Elements that all sections of one rendering may walk over, also where they print nothing. */
  private static final int MAX_STEPS = 100_000;

  /** Digits of a number, zeros before and behind the point counted. */
  private static final int MAX_DIGITS = 40;

  private final String field;
  private int values;
  private int steps;

  private TemplateValues(String field) {
    this.field = field;
  }

  static Map<String, Object> copyOf(String field, Map<String, ?> attributes) {
    return new TemplateValues(field).map("attributes", attributes, 1);
  }

  private Object value(String path, Object value, int depth) {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw InvalidInputException.of(
          path,
          "nested " + depth + " deep, " + values + " values",
          "give at most %d values, nested %d deep".formatted(MAX_VALUES, MAX_DEPTH));
    }
    return switch (value) {
      case String text -> text.isEmpty() ? Blank.TEXT : text;
      case Boolean truth -> truth;
      case Number number -> number(path, number);
      case List<?> list -> list(path, list, depth);
      case Map<?, ?> map -> map(path, map, depth);
      default ->
          throw InvalidInputException.of(
              path,
              value.getClass().getSimpleName(),
              "give text, number, true, false, list or map");
    };
  }

  private Map<String, Object> map(String path, Map<?, ?> map, int depth) {
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((name, value) -> {
      if (value != null) {
        copy.put(String.valueOf(name), value(path + "." + name, value, depth + 1));
      }
    });
    return Collections.unmodifiableMap(copy);
  }

  private Iterable<Object> list(String path, List<?> list, int depth) {
    List<Object> copy = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      copy.add(value(path + "[" + i + "]", list.get(i), depth + 1));
    }
    return new CountedList(copy, this::count);
  }

  private Object count(Object element) {
    if (++steps > MAX_STEPS) {
      throw InvalidInputException.of(
          field,
          steps + " elements",
          "walk over at most " + MAX_STEPS + " in all sections together");
    }
    return element;
  }

  private static String number(String path, Number number) {
    try {
      BigDecimal exact = new BigDecimal(number.toString());
      if (exact.precision() <= MAX_DIGITS && Math.abs((long) exact.scale()) <= MAX_DIGITS) {
        String plain = exact.toPlainString();
        return plain.endsWith(".0") ? plain.substring(0, plain.length() - 2) : plain;
      }
    } catch (NumberFormatException infinite) {
      // refused below, as numbers that are too long
    }
    throw InvalidInputException.of(
        path, "number", "give a finite number of at most " + MAX_DIGITS + " digits");
  }

  /** Empty text: shows nothing, and hides a section as an empty list does. */
  enum Blank implements Iterable<Object> {
    TEXT;

    @Override
    public Iterator<Object> iterator() {
      return Collections.emptyIterator();
    }
  }

  /** Elements of a list, each counted as it is taken. */
  private record CountedList(List<Object> elements, Function<Object, Object> counting)
      implements Iterable<Object> {

    @Override
    public Iterator<Object> iterator() {
      return elements.stream().map(counting).iterator();
    }
  }
}
