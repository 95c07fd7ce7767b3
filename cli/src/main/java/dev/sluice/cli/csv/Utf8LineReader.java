package dev.sluice.cli.csv;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The lines of a UTF-8 stream, decoded strictly; a byte order mark at its beginning is skipped. */
final class Utf8LineReader implements Closeable {

  /**
   * Bytes of one line: 50 attributes of 1,000 characters do not fit, and no real export is near.
   */
  static final int MAX_LINE_BYTES = 64 * 1024;

  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BUFFER_BYTES = 64 * 1024;

  private final BufferedInputStream in;
  private long line;
  private long offset;

  Utf8LineReader(InputStream in) throws IOException {
    this.in = new BufferedInputStream(in, BUFFER_BYTES);
    skipMark();
  }

  /** Returns how many bytes have been read. */
  long offset() {
    return offset;
  }

  /**
   * Returns the next line, empty at the end.
   *
   * @throws NotUtf8Exception at the first byte that is not UTF-8
   */
  Optional<PhysicalLine> next() throws IOException {
    long start = offset;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    long quotes = 0;
    boolean more = true;
    while (more) {
      int read = in.read();
      more = read >= 0 && read != '\n';
      if (read >= 0) {
        offset++;
      }
      if (read == '"') {
        quotes++;
      }
      if (read >= 0 && offset - start <= MAX_LINE_BYTES) {
        bytes.write(read);
      }
    }
    if (offset == start) {
      return Optional.empty();
    }
    line++;
    boolean tooLong = offset - start > MAX_LINE_BYTES;
    return Optional.of(
        new PhysicalLine(line, decode(bytes.toByteArray(), start, tooLong), quotes, tooLong));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private String decode(byte[] bytes, long start, boolean cut) throws NotUtf8Exception {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer into = CharBuffer.allocate(bytes.length);
    // A line that was cut may end inside a character: that end is not the file's fault.
    CoderResult result = decoder.decode(from, into, !cut);
    if (result.isError()) {
      int at = from.position();
      throw new NotUtf8Exception(line, start + at, Byte.toUnsignedInt(bytes[at]));
    }
    return into.flip().toString();
  }

  private void skipMark() throws IOException {
    in.mark(BOM.length);
    byte[] first = in.readNBytes(BOM.length);
    if (Arrays.equals(first, BOM)) {
      offset = BOM.length;
    } else {
      in.reset();
    }
  }
}
