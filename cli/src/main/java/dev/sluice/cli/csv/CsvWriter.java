package dev.sluice.cli.csv;

import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writer of CSV files as RFC 4180 defines them, in UTF-8, in which no spreadsheet finds a formula.
 *
 * <p>A value that would begin a formula gets an apostrophe before it; {@link CsvFile} removes it.
 */
public final class CsvWriter implements Closeable {

  private final de.siegmar.fastcsv.writer.CsvWriter records;

  /** Creates a writer that closes {@code out} when it is closed. */
  public CsvWriter(Writer out) {
    this.records =
        de.siegmar.fastcsv.writer.CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .bufferSize(0) // so that flushing out is enough
            .build(out);
  }

  /** Creates a file, or empties an existing one. */
  public static CsvWriter create(Path file) throws IOException {
    return new CsvWriter(Files.newBufferedWriter(file));
  }

  /** Writes one record. */
  public void write(List<String> values) {
    records.writeRecord(values.stream().map(FormulaEscaper::escape).toList());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
