package dev.sluice.cli.command;

import dev.sluice.cli.console.ProgressBar;
import dev.sluice.cli.console.Screen;
import dev.sluice.cli.csv.CsvRow;
import dev.sluice.cli.csv.CsvWriter;
import dev.sluice.cli.importer.CsvSubscriberImport;
import dev.sluice.cli.importer.CsvSubscriberImport.PreservedChoices;
import dev.sluice.cli.importer.CsvSubscriberImport.RejectedRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Shows the progress of an import, and writes the skipped lines to a file. */
final class ImportReporter implements CsvSubscriberImport.Listener, Closeable {

  /** The most reasons shown: with more, the file itself is probably wrong. */
  private static final int MAX_SHOWN = 20;

  private final Screen screen;
  private final ProgressBar bar;
  private final Optional<CsvWriter> lines;
  private final Optional<Writer> reasons;
  private long skipped;
  private long stopped;
  private long preserved;

  private ImportReporter(
      Screen screen, ProgressBar bar, Optional<CsvWriter> lines, Optional<Writer> reasons) {
    this.screen = screen;
    this.bar = bar;
    this.lines = lines;
    this.reasons = reasons;
  }

  static ImportReporter open(Screen screen, ProgressBar bar, Optional<Path> rejects)
      throws IOException {
    if (rejects.isEmpty()) {
      return new ImportReporter(screen, bar, Optional.empty(), Optional.empty());
    }
    Path file = rejects.get();
    Path reasons = file.resolveSibling(file.getFileName() + ".reasons");
    return new ImportReporter(
        screen,
        bar,
        Optional.of(CsvWriter.create(file)),
        Optional.of(Files.newBufferedWriter(reasons)));
  }

  /** Returns how many lines were skipped. */
  long skipped() {
    return skipped;
  }

  /** Returns how many lines were imported except for some choices. */
  long preserved() {
    return preserved;
  }

  @Override
  public void onHeader(CsvRow header) {
    write(header);
  }

  /** Returns to how many subscribers the file ends marketing. */
  long stopped() {
    return stopped;
  }

  @Override
  public void onUnusedColumns(List<String> columns) {
    if (!columns.isEmpty()) {
      screen.line(
          "not imported: %s; --map 'COLUMN=NAME:TYPE' makes an attribute of one",
          Screen.escapeInvisible(String.join(", ", columns)));
    }
  }

  @Override
  public void onStopped() {
    stopped++;
  }

  @Override
  public void onRejected(RejectedRow rejected) {
    skipped++;
    String reason =
        "line %d: %s".formatted(rejected.row().line(), Screen.escapeInvisible(rejected.reason()));
    write(rejected.row());
    write(reason);
    if (skipped <= MAX_SHOWN) {
      screen.line(reason);
    }
  }

  @Override
  public void onChoicesPreserved(PreservedChoices line) {
    preserved++;
    if (preserved <= MAX_SHOWN) {
      screen.line(
          "line %d: imported, but the subscriber's own choice is kept for %s",
          line.line(), Screen.escapeInvisible(String.join(", ", line.topics())));
    }
  }

  @Override
  public void onProgress(long bytesRead, long imported) {
    bar.update(bytesRead, "%,d imported, %,d skipped".formatted(imported, skipped));
  }

  /** Shows how many lines were not shown. */
  void summarise() {
    if (preserved > MAX_SHOWN) {
      screen.line("and %,d more whose own choice is kept", preserved - MAX_SHOWN);
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
    lines.ifPresent(file -> file.write(row.values()));
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
