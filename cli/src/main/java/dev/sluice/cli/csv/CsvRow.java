package dev.sluice.cli.csv;

import java.util.List;

/** One record of a CSV file, or what stands where one was expected. */
public sealed interface CsvRow {

  /** Returns the number of its first line, counted from 1. */
  long line();

  /** Returns its text as it stands in the file, with the line terminator. */
  String raw();

  /** A record that could be read. */
  record Fields(long line, String raw, List<String> values) implements CsvRow {
    public Fields {
      values = List.copyOf(values);
    }
  }

  /**
   * Text that is not a record.
   *
   * @param reason what is wrong with it and what would be right, as a sentence
   */
  record Malformed(long line, String raw, String reason) implements CsvRow {}
}
