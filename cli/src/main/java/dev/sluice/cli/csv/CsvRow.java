package dev.sluice.cli.csv;

import java.util.List;
import java.util.Optional;

/**
 * One record of a CSV file.
 *
 * @param line the number of its first line, counted from 1
 * @param values its values; cut off just beyond the bounds if it is too long
 * @param problem why the record is too long and the remedy, as a sentence
 */
public record CsvRow(long line, List<String> values, Optional<String> problem) {
  public CsvRow {
    values = List.copyOf(values);
  }
}
