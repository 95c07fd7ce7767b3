package dev.sluice.cli.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a CSV file is written: its encoding, and what separates its columns.
 *
 * @param charset UTF-8, UTF-16 if the file begins with its mark, or what was asked for: nothing
 *     else follows from the bytes
 * @param delimiter the character between columns
 * @param start the bytes before the first record: a byte order mark, and a line that only names the
 *     delimiter ({@code sep=;}), as Excel reads it
 */
public record CsvFormat(Charset charset, char delimiter, int start) {

  /** RFC 4180 in UTF-8. */
  static final CsvFormat STANDARD = new CsvFormat(StandardCharsets.UTF_8, ',', 0);

  /** Characters that separate columns in files that people bring; the first one wins a tie. */
  private static final String DELIMITERS = ",;\t";

  /** Bytes in which the first line is looked for: more than a record may have. */
  private static final int HEAD_BYTES = 256 * 1024;

  private static final String SEPARATOR_LINE = "sep=";

  private static final Map<Charset, byte[]> MARKS =
      Map.of(
          StandardCharsets.UTF_8, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
          StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE},
          StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF});

  /**
   * Returns the format of a file, from its beginning.
   *
   * @param encoding the encoding that was asked for; a byte order mark is stronger
   * @param delimiter the delimiter that was asked for; otherwise the one that the first line names,
   *     or that occurs most often in it
   */
  public static CsvFormat of(Path file, Optional<Charset> encoding, Optional<Character> delimiter)
      throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    Optional<Charset> marked =
        MARKS.keySet().stream().filter(charset -> startsWith(head, mark(charset))).findFirst();
    Charset charset = marked.or(() -> encoding).orElse(StandardCharsets.UTF_8);
    int mark = marked.map(found -> mark(found).length).orElse(0);
    String text = new String(head, mark, head.length - mark, charset);
    String line = text.lines().findFirst().orElse("");
    boolean names =
        line.length() == SEPARATOR_LINE.length() + 1
            && line.regionMatches(true, 0, SEPARATOR_LINE, 0, SEPARATOR_LINE.length());
    int skipped = names ? text.substring(0, lineEnd(text)).getBytes(charset).length : 0;
    char found = names ? line.charAt(line.length() - 1) : mostFrequent(text);
    return new CsvFormat(charset, delimiter.orElse(found), mark + skipped);
  }

  /** Returns how to say what was found, empty if it is as RFC 4180 says, in UTF-8. */
  public Optional<String> describe() {
    String separated =
        switch (delimiter) {
          case ',' -> "";
          case '\t' -> "columns separated by tabs";
          default -> "columns separated by '" + delimiter + "'";
        };
    String encoded = charset.equals(StandardCharsets.UTF_8) ? "" : "text in " + charset.name();
    String both =
        String.join(", ", List.of(encoded, separated).stream().filter(s -> !s.isEmpty()).toList());
    return Optional.of(both).filter(s -> !s.isEmpty());
  }

  private static byte[] mark(Charset charset) {
    return MARKS.getOrDefault(charset, new byte[0]);
  }

  private static boolean startsWith(byte[] head, byte[] mark) {
    return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
  }

  private static int lineEnd(String text) {
    int end = 0;
    while (end < text.length() && "\r\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return Math.min(text.length(), end + (text.startsWith("\r\n", end) ? 2 : 1));
  }

  /** Counts the delimiters of the first record that are not inside quotes. */
  private static char mostFrequent(String text) {
    int[] counts = new int[DELIMITERS.length()];
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && (c == '\n' || c == '\r')) {
        break;
      }
      int known = DELIMITERS.indexOf(c);
      if (!quoted && known >= 0) {
        counts[known]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return DELIMITERS.charAt(best);
  }
}
