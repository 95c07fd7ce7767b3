package dev.sluice.cli.csv;

/**
 * One line of a file, up to its line feed.
 *
 * @param number counted from 1
 * @param text the line with its terminator, cut at the bound if {@code tooLong}
 * @param tooLong whether the line was longer than {@link Utf8Lines#MAX_LINE_BYTES}
 */
record PhysicalLine(long number, String text, boolean tooLong) {

  /** Returns the number of quotes in the line: an odd one opens or closes a quoted field. */
  long quotes() {
    return text.chars().filter(c -> c == '"').count();
  }
}
