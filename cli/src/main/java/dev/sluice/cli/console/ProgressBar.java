package dev.sluice.cli.console;

import dev.sluice.cli.console.Screen.BarSegment;
import dev.sluice.cli.console.Screen.Colour;
import dev.sluice.cli.console.Screen.Fill;
import java.util.List;

/**
 * Progress of one piece of work: a bar on a terminal, elsewhere a line for each tenth of it.
 *
 * <p>Not safe for use by several threads.
 */
public final class ProgressBar {

  private static final int WIDTH = 30;
  private static final int TENTHS = 10;

  private final Screen screen;
  private final String name;
  private final long total;
  private long tenths;

  /** Creates a bar for {@code total} units of work; with 0, the work is done from the beginning. */
  public ProgressBar(Screen screen, String name, long total) {
    this.screen = screen;
    this.name = name;
    this.total = total;
  }

  /** Shows that {@code done} units are done, with a remark such as a count. */
  public void update(long done, String remark) {
    long percent = total == 0 ? 100 : Math.min(100, done * 100 / total);
    if (screen.isTerminal()) {
      screen.redraw(List.of("%s %s %3d%%  %s".formatted(name, bar(done), percent, remark)));
    } else if (percent * TENTHS / 100 > tenths) {
      tenths = percent * TENTHS / 100;
      screen.line("%s %d%%  %s", name, percent, remark);
    }
  }

  private String bar(long done) {
    return screen.bar(
        WIDTH,
        List.of(
            new BarSegment(Math.min(done, total), Fill.FULL, Colour.GREEN),
            new BarSegment(Math.max(0, total - done), Fill.THIN, Colour.PLAIN)));
  }
}
