package dev.sluice.cli.csv;

/**
 * One line of a file, up to its line feed.
 *
 * @param number counted from 1
 * @param text the line with its terminator, cut at the bound if {@code tooLong}
 * @param quotes how many quotes it has, those that were cut off too
 * @param tooLong whether the line was longer than {@link Utf8LineReader#MAX_LINE_BYTES}
 */
record PhysicalLine(long number, String text, long quotes, boolean tooLong) {

  /** Tells whether a quoted field begins or ends here that does not do both here. */
  boolean togglesQuoting() {
    return quotes % 2 != 0;
  }
}
