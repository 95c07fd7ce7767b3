package dev.sluice.local.command;

import java.util.Arrays;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Writes the log of a local run's functions to the error stream, one line per entry. */
public final class ConsoleLogging {

  private ConsoleLogging() {}

  /** Shows only entries from {@code level} on. */
  public static void showFrom(Level level) {
    Logger root = Logger.getLogger("");
    Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new SingleLineFormatter());
    handler.setLevel(level);
    root.addHandler(handler);
    root.setLevel(level);
  }

  private static final class SingleLineFormatter extends Formatter {
    @Override
    public String format(LogRecord entry) {
      String line = entry.getLevel() + " " + formatMessage(entry) + System.lineSeparator();
      Throwable thrown = entry.getThrown();
      return thrown == null ? line : line + stackTrace(thrown);
    }

    private static String stackTrace(Throwable thrown) {
      StringBuilder trace = new StringBuilder(thrown + System.lineSeparator());
      for (StackTraceElement element : thrown.getStackTrace()) {
        trace.append("    at ").append(element).append(System.lineSeparator());
      }
      return trace.toString();
    }
  }
}
