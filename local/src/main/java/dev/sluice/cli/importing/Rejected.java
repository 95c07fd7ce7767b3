package dev.sluice.cli.importing;

import dev.sluice.scheduling.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line that was not imported.
 *
 * @param line its number in the file, counted from 1
 * @param raw its text as it stands in the file
 * @param reason what is wrong and what would be right
 */
public record Rejected(long line, String raw, String reason) {

  /** Returns violations as one line of text. */
  static String reason(List<Violation> violations) {
    return violations.stream()
        .map(v -> "%s '%s': %s".formatted(v.field(), v.value(), v.remedy()))
        .collect(Collectors.joining("; "));
  }
}
