package dev.sluice.cli.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file as RFC 4180 defines it, in a known encoding and with a known delimiter, read record by
 * record.
 *
 * <p>A file with a byte that its encoding does not have or with broken quotes is refused as a
 * whole, because no line after a broken quote can be trusted to be a record. A record that is too
 * long has a problem. Empty lines are skipped. Formulas that {@link CsvWriter} escaped are read as
 * they were.
 */
public final class CsvFile implements Closeable {

  /** Characters of one field: ten times the limit of an attribute. */
  static final int MAX_FIELD_CHARS = 10_000;

  /** Characters of one record: 50 attributes of 1,000 characters fit. */
  static final int MAX_RECORD_CHARS = 64 * 1024;

  /** Fields of one record: twenty times the attributes that a subscriber can have. */
  static final int MAX_FIELDS = 1_000;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final CountingStream in;
  private final CountingReader chars;
  private final RowHandler handler = new RowHandler();
  private final CloseableIterator<CsvRow> rows;

  CsvFile(InputStream in) {
    this(in, CsvFormat.STANDARD);
  }

  CsvFile(InputStream in, CsvFormat format) {
    this.in = new CountingStream(in);
    this.chars = new CountingReader(new InputStreamReader(this.in, format.charset().newDecoder()));
    this.rows =
        CsvReader.builder()
            // Selects the parser that also reads a quoted field with a carriage return at the end
            // of
            // a line: the other one takes the line feed after it for a part of the line break.
            .trimWhitespacesAroundQuotes(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .fieldSeparator(format.delimiter())
            .build(handler, chars)
            .iterator();
  }

  /** Checks a file as RFC 4180 defines it, in UTF-8, and opens it. */
  public static CsvFile open(Path file) throws IOException {
    return open(file, CsvFormat.of(file, Optional.empty(), Optional.empty()));
  }

  /**
   * Checks a file from beginning to end, and opens it.
   *
   * @throws UnreadableCsvException if it is not in its encoding, or has broken quotes
   */
  public static CsvFile open(Path file, CsvFormat format) throws IOException {
    try (InputStream in = stream(file, format)) {
      requireDecodable(in, format);
    }
    try (CsvFile all = new CsvFile(stream(file, format), format)) {
      while (all.next().isPresent()) {}
    }
    return new CsvFile(stream(file, format), format);
  }

  private static InputStream stream(Path file, CsvFormat format) throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(format.start());
    return in;
  }

  /** Returns how many bytes of the file have been read. */
  public long bytesRead() {
    return in.bytes;
  }

  /**
   * Returns the next record, empty at the end.
   *
   * @throws UnreadableCsvException if its quotes are broken
   */
  public Optional<CsvRow> next() throws IOException {
    try {
      while (rows.hasNext()) {
        CsvRow row = rows.next();
        if (row.values().size() > 1 || !row.values().getFirst().isBlank()) {
          return Optional.of(row);
        }
      }
    } catch (CsvParseException e) {
      throw new UnreadableCsvException(
          """
          line %d: the quotes of a field are misplaced: begin and end the field with " next to the \
          commas, and write a quote inside it as ""\
          """
              .formatted(handler.nextFieldLine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // The parser takes the end of the file for the end of a quoted field. Each field that was
    // closed has an even number of quotes, those inside it being doubled.
    if ((chars.quotes - handler.quotesOutsideQuotedFields) % 2 != 0) {
      throw new UnreadableCsvException(
          """
          line %d: the quoted field that begins here is not closed: close it with ", and write a \
          quote inside it as ""\
          """
              .formatted(handler.fieldLine));
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  private static void requireDecodable(InputStream in, CsvFormat format) throws IOException {
    CharsetDecoder decoder = format.charset().newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
    CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES);
    long line = 1;
    long offset = format.start();
    boolean end = false;
    while (!end) {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      end = read < 0;
      bytes.position(bytes.position() + Math.max(0, read)).flip();
      CoderResult result = decoder.decode(bytes, chars.clear(), end);
      line += count('\n', chars.array(), 0, chars.position());
      offset += bytes.position();
      if (result.isError()) {
        throw new UnreadableCsvException(
            """
            line %d, byte offset %d: byte 0x%02X is not %s: name the file's encoding, for example \
            --encoding windows-1252 for files of Excel, or save it as UTF-8\
            """
                .formatted(line, offset, bytes.get(), format.charset().name()));
      }
      bytes.compact();
    }
  }

  private static long count(char wanted, char[] buffer, int offset, int length) {
    long count = 0;
    for (int i = offset; i < offset + length; i++) {
      count += buffer[i] == wanted ? 1 : 0;
    }
    return count;
  }

  /** Builds rows, keeping no more of a record than its bounds allow. */
  private static final class RowHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {
    private List<String> values = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private int chars;
    private long fieldLine = 1;
    private long nextFieldLine = 1;
    private long quotesOutsideQuotedFields;

    @Override
    protected void handleBegin(long startingLineNumber) {
      values = new ArrayList<>();
      problem = Optional.empty();
      chars = 0;
      nextFieldLine = startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      if (!quoted) {
        quotesOutsideQuotedFields += count('"', buffer, offset, length);
      }
      if (values.size() <= MAX_FIELDS && chars <= MAX_RECORD_CHARS) {
        int bound = Math.min(MAX_FIELD_CHARS, MAX_RECORD_CHARS - chars) + 1;
        String kept = new String(buffer, offset, Math.min(length, bound));
        chars += kept.length();
        values.add(FormulaEscaper.unescape(kept));
        problem = problem.or(() -> findProblem(kept.length()));
      }
      fieldLine = nextFieldLine;
      nextFieldLine += count('\n', buffer, offset, length);
    }

    private Optional<String> findProblem(int fieldChars) {
      if (fieldChars > MAX_FIELD_CHARS) {
        return Optional.of("a field has more than %,d characters".formatted(MAX_FIELD_CHARS));
      }
      if (chars > MAX_RECORD_CHARS) {
        return Optional.of("the record has more than %,d characters".formatted(MAX_RECORD_CHARS));
      }
      return values.size() > MAX_FIELDS
          ? Optional.of("the record has more than %,d fields".formatted(MAX_FIELDS))
          : Optional.empty();
    }

    @Override
    protected CsvRow buildRecord() {
      List<String> read = values.isEmpty() ? List.of("") : values;
      return new CsvRow(getStartingLineNumber(), read, problem.map(p -> p + ": shorten it"));
    }
  }

  /** Counts bytes, for the progress. */
  private static final class CountingStream extends FilterInputStream {
    private long bytes;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      bytes += Math.max(0, read);
      return read;
    }
  }

  /** Counts quotes, to find one that is not closed. */
  private static final class CountingReader extends FilterReader {
    private long quotes;

    CountingReader(Reader in) {
      super(in);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      quotes += count('"', buffer, offset, Math.max(0, read));
      return read;
    }
  }
}
