package dev.sluice.cli.console;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi;

/**
 * Output for people, on a terminal or elsewhere.
 *
 * <p>On a terminal, {@link #redraw} replaces the lines that it drew before. Elsewhere it draws
 * nothing, and {@link #isTerminal()} returns false.
 */
public final class Screen {

  private static final String UP = "\u001B[%dA";
  private static final String CLEAR_BELOW = "\u001B[J";

  /** Control and format characters except joiners, line separators, and lone surrogates. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\u200C\\u200D]]");

  private final PrintWriter out;
  private final boolean terminal;
  private final boolean colours;
  private final boolean unicode;
  private int drawn;

  /**
   * Creates a screen.
   *
   * @param terminal whether lines can be redrawn in place
   * @param colours whether colours are shown
   * @param unicode whether characters beyond ASCII are shown
   */
  public Screen(PrintWriter out, boolean terminal, boolean colours, boolean unicode) {
    this.out = out;
    this.terminal = terminal;
    this.colours = colours;
    this.unicode = unicode;
  }

  /** Returns the screen of this process; it redraws and has colours only on a terminal. */
  public static Screen ofProcess(PrintWriter out) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    Charset charset = console == null ? Charset.defaultCharset() : console.charset();
    return new Screen(
        out, terminal, terminal && Ansi.AUTO.enabled(), charset.equals(StandardCharsets.UTF_8));
  }

  /** Returns a screen for plain lines only. */
  public static Screen plain(PrintWriter out) {
    return new Screen(out, false, false, false);
  }

  /**
   * Returns an untrusted text with its control characters, invisible characters and changes of
   * writing direction escaped, such as {@code \\u202E}, so that a terminal only shows it.
   */
  public static String escapeInvisible(String text) {
    return INVISIBLE
        .matcher(text)
        .replaceAll(found ->
            found.group().chars().mapToObj("\\\\u%04X"::formatted).collect(Collectors.joining()));
  }

  /** Returns whether lines can be redrawn in place. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Writes a line that stays. */
  public synchronized void line(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** Writes a formatted line that stays. */
  public void line(String format, Object first, Object... rest) {
    Object[] values =
        IntStream.rangeClosed(0, rest.length).mapToObj(i -> i == 0 ? first : rest[i - 1]).toArray();
    line(format.formatted(values));
  }

  /** Draws lines that the next call replaces; does nothing except on a terminal. */
  public synchronized void redraw(List<String> lines) {
    if (!terminal) {
      return;
    }
    clear();
    lines.forEach(out::println);
    out.flush();
    drawn = lines.size();
  }

  /** Keeps the lines that were drawn last. */
  public synchronized void keepDrawn() {
    drawn = 0;
  }

  /** Returns a text in a colour, or unchanged on a screen without colours. */
  public String coloured(Colour colour, String text) {
    return colours ? colour.around(text) : text;
  }

  /** Returns a bar of {@code width} characters, divided in proportion to its parts. */
  public String bar(int width, List<BarSegment> parts) {
    StringBuilder bar = new StringBuilder();
    long total = Math.max(1, parts.stream().mapToLong(BarSegment::count).sum());
    long counted = 0;
    int filled = 0;
    for (BarSegment part : parts) {
      counted += part.count();
      int until = Math.toIntExact(counted * width / total);
      bar.append(coloured(part.colour(), part.fill(unicode).repeat(until - filled)));
      filled = until;
    }
    return bar.append(" ".repeat(width - filled)).toString();
  }

  private void clear() {
    if (drawn > 0) {
      out.print(UP.formatted(drawn) + CLEAR_BELOW);
      drawn = 0;
    }
  }

  /** A part of a bar: its share, fill and colour. */
  public record BarSegment(long count, Fill fill, Colour colour) {
    private String fill(boolean unicode) {
      return unicode ? fill.unicode : fill.ascii;
    }
  }

  /** The fill of a part of a bar. */
  public enum Fill {
    FULL("█", "#"),
    HALF("▒", "="),
    THIN("░", "-"),
    EMPTY(" ", " ");

    private final String unicode;
    private final String ascii;

    Fill(String unicode, String ascii) {
      this.unicode = unicode;
      this.ascii = ascii;
    }
  }

  /** A colour that is legible on light and dark backgrounds. */
  public enum Colour {
    GREEN("32"),
    YELLOW("33"),
    RED("31"),
    BOLD("1"),
    PLAIN("0");

    private final String code;

    Colour(String code) {
      this.code = code;
    }

    private String around(String text) {
      return this == PLAIN || text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
  }
}
