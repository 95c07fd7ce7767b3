package dev.sluice.cli.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file, read record by record: commas, quotes and line breaks in quotes as RFC 4180 has them,
 * in UTF-8.
 *
 * <p>A record with broken quotes is reported, and reading goes on with the line after the one it
 * began on. Empty lines are skipped. Formulas that {@link CsvWriter} neutralised are as they were.
 */
public final class CsvFile implements Closeable {

  /** Lines of one record: a paragraph in quotes is fine, a quote that never closes is not. */
  static final int MAX_RECORD_LINES = 100;

  /** Characters of one field: ten times what an attribute may hold. */
  static final int MAX_FIELD_CHARS = 10_000;

  private static final CsvReader.CsvReaderBuilder RECORDS =
      CsvReader.builder().allowExtraCharsAfterClosingQuote(false);

  private final Utf8LineReader lines;
  private final long lastQuoteToggle;
  private final Deque<PhysicalLine> ahead = new ArrayDeque<>();

  private CsvFile(Utf8LineReader lines, long lastTurn) {
    this.lines = lines;
    this.lastQuoteToggle = lastTurn;
  }

  /**
   * Reads a file through, and opens it for reading its records.
   *
   * @throws NotUtf8Exception at the first byte that is not UTF-8
   */
  public static CsvFile open(Path file) throws IOException {
    return read(() -> Files.newInputStream(file));
  }

  static CsvFile read(Source source) throws IOException {
    long lastTurn = lastQuoteToggle(source);
    return new CsvFile(new Utf8LineReader(source.open()), lastTurn);
  }

  /** What can be read twice. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /** Finds the last line on which a quoted field begins or ends; 0 if there is none. */
  private static long lastQuoteToggle(Source source) throws IOException {
    long last = 0;
    try (Utf8LineReader all = new Utf8LineReader(source.open())) {
      for (Optional<PhysicalLine> line = all.next(); line.isPresent(); line = all.next()) {
        last = line.get().togglesQuoting() ? line.get().number() : last;
      }
    }
    return last;
  }

  /** Returns how many bytes of the file have been read. */
  public long bytesRead() {
    return lines.offset();
  }

  /**
   * Returns the next record, empty at the end.
   *
   * @throws NotUtf8Exception at the first byte that is not UTF-8
   */
  public Optional<CsvRow> next() throws IOException {
    Optional<PhysicalLine> first = nextLine();
    while (first.filter(line -> line.text().isBlank()).isPresent()) {
      first = nextLine();
    }
    return first.isEmpty() ? Optional.empty() : Optional.of(rowFrom(first.get()));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private CsvRow rowFrom(PhysicalLine first) throws IOException {
    List<PhysicalLine> record = new ArrayList<>(List.of(first));
    boolean open = first.togglesQuoting();
    while (open && record.size() < MAX_RECORD_LINES) {
      Optional<PhysicalLine> more = nextLine();
      if (more.isEmpty()) {
        break;
      }
      record.add(more.get());
      open ^= more.get().togglesQuoting();
    }
    if (!open) {
      return parse(record);
    }
    return record.getLast().number() < lastQuoteToggle ? skipped(first) : unclosed(record);
  }

  /**
   * Skips the rest of a record whose quoted field goes on for longer than any that is meant: what
   * somebody put into that field must not be taken for records, however much it looks like them.
   */
  private CsvRow skipped(PhysicalLine first) throws IOException {
    long last = first.number();
    boolean open = true;
    while (open) {
      PhysicalLine line = nextLine().orElseThrow();
      last = line.number();
      open = !line.togglesQuoting();
    }
    return malformed(
        first,
        "a quoted field goes on to line %d: keep a record to %d lines"
            .formatted(last, MAX_RECORD_LINES));
  }

  private CsvRow unclosed(List<PhysicalLine> record) {
    record.subList(1, record.size()).reversed().forEach(ahead::addFirst);
    return malformed(
        record.getFirst(),
        "a quoted field is not closed: close it with \", and write a quote inside it as \"\"");
  }

  private static CsvRow parse(List<PhysicalLine> record) {
    PhysicalLine first = record.getFirst();
    if (record.stream().anyMatch(PhysicalLine::tooLong)) {
      return malformed(
          first,
          "a line has more than " + Utf8LineReader.MAX_LINE_BYTES + " bytes: shorten its fields");
    }
    StringBuilder raw = new StringBuilder();
    record.forEach(line -> raw.append(line.text()));
    return parse(first.number(), raw.toString());
  }

  private static CsvRow parse(long line, String raw) {
    try {
      List<String> values =
          RECORDS.ofSingleCsvRecord(withoutLineEnd(raw)).getFields().stream()
              .map(FormulaEscaper::unescape)
              .toList();
      return values.stream().allMatch(value -> value.length() <= MAX_FIELD_CHARS)
          ? new CsvRow.Fields(line, raw, values)
          : new CsvRow.Malformed(
              line, raw, "a field has more than " + MAX_FIELD_CHARS + " characters: shorten it");
    } catch (CsvParseException e) {
      return new CsvRow.Malformed(
          line,
          raw,
          "quotes are misplaced: a quoted field begins and ends with \" at the commas, and a quote"
              + " inside it is written as \"\"");
    }
  }

  /** The library finds no record where a line feed follows a field that holds a bare return. */
  private static String withoutLineEnd(String raw) {
    String line = raw.endsWith("\n") ? raw.substring(0, raw.length() - 1) : raw;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static CsvRow malformed(PhysicalLine line, String reason) {
    return new CsvRow.Malformed(line.number(), line.text(), reason);
  }

  private Optional<PhysicalLine> nextLine() throws IOException {
    return ahead.isEmpty() ? lines.next() : Optional.of(ahead.removeFirst());
  }
}
