package dev.sluice.cli.command;

import dev.sluice.cli.csv.CsvRow;
import dev.sluice.cli.csv.CsvWriter;
import dev.sluice.cli.importing.Kept;
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
import java.util.List;
import java.util.Optional;

/** Shows how an import goes on, and keeps the lines that are skipped. */
final class ImportReport implements SubscriberImport.Listener, Closeable {

  /** Reasons shown; with more, the file itself is probably not what it should be. */
  private static final int MAX_SHOWN = 20;

  private final Screen screen;
  private final ProgressBar bar;
  private final Optional<CsvWriter> lines;
  private final Optional<Writer> reasons;
  private long skipped;
  private long kept;

  private ImportReport(
      Screen screen, ProgressBar bar, Optional<CsvWriter> lines, Optional<Writer> reasons) {
    this.screen = screen;
    this.bar = bar;
    this.lines = lines;
    this.reasons = reasons;
  }

  static ImportReport open(Screen screen, ProgressBar bar, Optional<Path> rejects)
      throws IOException {
    if (rejects.isEmpty()) {
      return new ImportReport(screen, bar, Optional.empty(), Optional.empty());
    }
    Path file = rejects.get();
    Path reasons = file.resolveSibling(file.getFileName() + ".reasons");
    return new ImportReport(
        screen,
        bar,
        Optional.of(CsvWriter.create(file)),
        Optional.of(Files.newBufferedWriter(reasons)));
  }

  /** Returns how many lines were skipped. */
  long skipped() {
    return skipped;
  }

  /** Returns how many lines were imported but for some choices. */
  long kept() {
    return kept;
  }

  @Override
  public void header(CsvRow.Fields first) {
    write(first);
  }

  @Override
  public void rejected(Rejected line) {
    skipped++;
    String reason = "line %d: %s".formatted(line.line(), Screen.visible(line.reason()));
    write(line.row());
    write(reason);
    if (skipped <= MAX_SHOWN) {
      screen.line(reason);
    }
  }

  @Override
  public void kept(Kept line) {
    kept++;
    if (kept <= MAX_SHOWN) {
      screen.line(
          "line %d: imported, but the subscriber's own choice is kept for %s",
          line.line(), Screen.visible(String.join(", ", line.topics())));
    }
  }

  @Override
  public void progress(long bytesRead, long imported) {
    bar.at(bytesRead, "%,d imported, %,d skipped".formatted(imported, skipped));
  }

  /** Shows what was left out above. */
  void end() {
    if (kept > MAX_SHOWN) {
      screen.line("and %,d more with choices of their own", kept - MAX_SHOWN);
    }
    if (skipped > MAX_SHOWN) {
      screen.line(
          "and %,d more%s",
          skipped - MAX_SHOWN, reasons.isEmpty() ? "; --rejects FILE keeps all of them" : "");
    }
  }

  @Override
  public void close() throws IOException {
    for (Optional<? extends Closeable> open : List.of(lines, reasons)) {
      if (open.isPresent()) {
        open.get().close();
      }
    }
  }

  private void write(CsvRow row) {
    try {
      if (lines.isPresent()) {
        lines.get().row(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String reason) {
    try {
      if (reasons.isPresent()) {
        reasons.get().write(reason + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
