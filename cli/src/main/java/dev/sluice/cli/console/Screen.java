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
 * Where a command writes for people.
 *
 * <p>On a terminal, lines drawn with {@link #redraw} replace the ones drawn before; elsewhere
 * nothing is ever redrawn, and {@link #isTerminal()} tells so.
 */
public final class Screen {

  private static final String UP = "\u001B[%dA";
  private static final String CLEAR_BELOW = "\u001B[J";

  /** Control and format characters but joiners, line separators, halves of characters. */
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
   * @param moves whether it can redraw lines in place
   * @param colours whether it shows colours
   * @param unicode whether it shows characters beyond ASCII
   */
  public Screen(PrintWriter out, boolean moves, boolean colours, boolean unicode) {
    this.out = out;
    this.terminal = moves;
    this.colours = colours;
    this.unicode = unicode;
  }

  /** Returns the screen of this process: one that moves and has colours only on a terminal. */
  public static Screen ofProcess(PrintWriter out) {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    Charset charset = console == null ? Charset.defaultCharset() : console.charset();
    return new Screen(
        out, terminal, terminal && Ansi.AUTO.enabled(), charset.equals(StandardCharsets.UTF_8));
  }

  /** Returns a screen that only takes plain lines. */
  public static Screen plain(PrintWriter out) {
    return new Screen(out, false, false, false);
  }

  /**
   * Returns a text from outside such that a terminal shows it and does nothing else: control
   * characters, and those that nobody sees or that turn the direction of others, as {@code
   * \\u202E}.
   */
  public static String escapeInvisible(String text) {
    return INVISIBLE
        .matcher(text)
        .replaceAll(found ->
            found.group().chars().mapToObj("\\\\u%04X"::formatted).collect(Collectors.joining()));
  }

  /** Tells whether lines can be redrawn in place. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Writes one line for good. */
  public synchronized void line(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** Writes one line for good, with values as {@link String#format} places them. */
  public void line(String format, Object first, Object... rest) {
    Object[] values =
        IntStream.rangeClosed(0, rest.length).mapToObj(i -> i == 0 ? first : rest[i - 1]).toArray();
    line(format.formatted(values));
  }

  /** Draws lines that the next call replaces; nothing on a screen that does not move. */
  public synchronized void redraw(List<String> lines) {
    if (!terminal) {
      return;
    }
    clear();
    lines.forEach(out::println);
    out.flush();
    drawn = lines.size();
  }

  /** Leaves what was drawn last where it is. */
  public synchronized void keepDrawn() {
    drawn = 0;
  }

  /** Returns a text in a colour, or unchanged where there are none. */
  public String coloured(Colour colour, String text) {
    return colours ? colour.around(text) : text;
  }

  /** Returns a bar of {@code width} characters, divided as its parts are. */
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

  /** A part of a bar: how much of the whole, how it is filled, and in which colour. */
  public record BarSegment(long count, Fill fill, Colour colour) {
    private String fill(boolean unicode) {
      return unicode ? fill.unicode : fill.ascii;
    }
  }

  /** How a part of a bar is filled. */
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
