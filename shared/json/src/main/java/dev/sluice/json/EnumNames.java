package dev.sluice.json;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;

/** How constants are written in JSON: {@code AS_IT_COMES} as {@code asItComes}. */
public final class EnumNames {

  private EnumNames() {}

  /** Returns the name of a constant in camel case. */
  public static String jsonName(Enum<?> constant) {
    String words =
        Arrays.stream(constant.name().split("_", -1))
            .map(EnumNames::capitalized)
            .collect(joining());
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  private static String capitalized(String word) {
    return word.substring(0, 1) + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
