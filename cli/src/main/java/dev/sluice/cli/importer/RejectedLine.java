package dev.sluice.cli.importer;

import dev.sluice.cli.csv.CsvRow;
import dev.sluice.core.support.Violation;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A line that was not imported.
 *
 * @param row what stands in the file
 * @param reason what is wrong and what would be right
 */
public record RejectedLine(CsvRow row, String reason) {

  /** Returns its number in the file, counted from 1. */
  public long line() {
    return row.line();
  }

  /** Returns violations as one line of text. */
  static String reason(List<Violation> violations) {
    return violations.stream()
        .map(v -> "%s '%s': %s".formatted(v.field(), v.value(), v.remedy()))
        .collect(Collectors.joining("; "));
  }
}
