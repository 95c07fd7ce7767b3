package dev.sluice.core.support;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that is closest to a mistyped one. */
public final class Suggestions {

  /**
   * Characters of the longest name that is compared: the work grows with the square of the length.
   */
  private static final int MAX_LENGTH = 64;

  private Suggestions() {}

  /**
   * Returns the name that differs least, if at most a third of its letters differ; case does not
   * matter.
   */
  public static Optional<String> closest(String typed, Collection<String> known) {
    if (typed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return known.stream()
        .filter(name -> name.length() <= MAX_LENGTH)
        .map(name -> new Distance(name, editDistance(lowerCase(typed), lowerCase(name))))
        .filter(near -> near.edits() <= Math.max(1, near.name().length() / 3))
        .min(Comparator.comparing(Distance::edits).thenComparing(Distance::name))
        .map(Distance::name);
  }

  private record Distance(String name, int edits) {}

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Returns the letters to insert, remove or replace (Levenshtein), row by row. */
  private static int editDistance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
