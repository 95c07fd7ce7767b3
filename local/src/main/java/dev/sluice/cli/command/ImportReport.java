package dev.sluice.cli.command;

import dev.sluice.cli.importing.Rejected;
import dev.sluice.cli.importing.SubscriberImport;
import dev.sluice.cli.screen.ProgressBar;
import dev.sluice.cli.screen.Screen;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows how an import goes on, and keeps the lines that are skipped. */
final class ImportReport implements SubscriberImport.Listener, Closeable {

  /** Reasons shown; with more, the file itself is probably not what it should be. */
  private static final int MAX_SHOWN = 20;

  private final Screen screen;
  private final ProgressBar bar;
  private final Optional<Writer> lines;
  private final Optional<Writer> reasons;
  private long skipped;

  private ImportReport(
      Screen screen, ProgressBar bar, Optional<Writer> lines, Optional<Writer> reasons) {
    this.screen = screen;
    this.bar = bar;
    this.lines = lines;
    this.reasons = reasons;
  }

  static ImportReport open(Screen screen, ProgressBar bar, Optional<Path> rejects)
      throws IOException {
    List<Writer> writers = new ArrayList<>();
    if (rejects.isPresent()) {
      Path file = rejects.get();
      writers.add(Files.newBufferedWriter(file));
      writers.add(Files.newBufferedWriter(file.resolveSibling(file.getFileName() + ".reasons")));
    }
    return new ImportReport(
        screen, bar, writers.stream().findFirst(), writers.stream().skip(1).findFirst());
  }

  /** Returns how many lines were skipped. */
  long skipped() {
    return skipped;
  }

  @Override
  public void header(String raw) {
    write(lines, raw);
  }

  @Override
  public void rejected(Rejected line) {
    skipped++;
    write(lines, line.raw());
    write(reasons, "line %d: %s".formatted(line.line(), line.reason()));
    if (skipped <= MAX_SHOWN) {
      screen.line("line %d: %s", line.line(), line.reason());
    }
  }

  @Override
  public void progress(long bytesRead, long imported) {
    bar.at(bytesRead, "%,d imported, %,d skipped".formatted(imported, skipped));
  }

  /** Shows what was left out above. */
  void end() {
    if (skipped > MAX_SHOWN) {
      screen.line(
          "and %,d more%s",
          skipped - MAX_SHOWN, reasons.isEmpty() ? "; --rejects FILE keeps all of them" : "");
    }
  }

  @Override
  public void close() throws IOException {
    for (Optional<Writer> writer : List.of(lines, reasons)) {
      if (writer.isPresent()) {
        writer.get().close();
      }
    }
  }

  private static void write(Optional<Writer> writer, String line) {
    try {
      if (writer.isPresent()) {
        writer.get().write(line.endsWith("\n") ? line : line + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
