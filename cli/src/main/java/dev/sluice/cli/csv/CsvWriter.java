package dev.sluice.cli.csv;

import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A CSV file that is written for people: commas and quotes as RFC 4180 has them, in UTF-8, and
 * whatever anybody put into a value, no spreadsheet runs it.
 *
 * <p>A value that would begin a formula gets an apostrophe before it; {@link CsvFile} takes it off
 * again.
 */
public final class CsvWriter implements Closeable {

  private final Writer out;
  private final de.siegmar.fastcsv.writer.CsvWriter records;

  /** Creates one that writes to {@code out}, and closes it. */
  public CsvWriter(Writer out) {
    this.out = out;
    this.records =
        de.siegmar.fastcsv.writer.CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .bufferSize(0) // lines that are not records go to the same writer, in between
            .build(out);
  }

  /** Creates a file, or empties the one that is there. */
  public static CsvWriter create(Path file) throws IOException {
    return new CsvWriter(Files.newBufferedWriter(file));
  }

  /** Writes one record. */
  public void write(List<String> values) {
    records.writeRecord(values.stream().map(FormulaEscaper::escape).toList());
  }

  /** Writes what a file held where a record was expected, for somebody to mend. */
  public void write(CsvRow row) throws IOException {
    switch (row) {
      case CsvRow.Fields(_, _, List<String> values) -> write(values);
      case CsvRow.Malformed(_, String raw, _) ->
          out.write(FormulaEscaper.escapeLine(raw.endsWith("\n") ? raw : raw + "\n"));
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
