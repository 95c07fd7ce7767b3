package dev.sluice.dynamodb.item;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Decodes what a {@link BinaryEncoder} has encoded. */
public final class BinaryDecoder {

  private static final int LAST_SHIFT = 63;

  private final String attribute;
  private final ByteBuffer bytes;

  /**
   * Begins after the version byte.
   *
   * @throws UnreadableItemException if the format has another version
   */
  public BinaryDecoder(String attribute, int version, byte[] bytes) {
    this.attribute = attribute;
    this.bytes = ByteBuffer.wrap(bytes);
    int found = read(() -> (int) this.bytes.get());
    if (found != version) {
      throw new UnreadableItemException(
          "attribute '%s' has format version %d; this version of Sluice reads %d"
              .formatted(attribute, found, version));
    }
  }

  public long unsigned() {
    return read(this::leb128);
  }

  public long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  public int integer() {
    long value = unsigned();
    if (value != (int) value) {
      throw corrupted();
    }
    return (int) value;
  }

  public long fixed64() {
    return read(bytes::getLong);
  }

  public String text() {
    int length = integer();
    if (length < 0 || length > bytes.remaining()) {
      throw corrupted();
    }
    byte[] utf8 = new byte[length];
    bytes.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Reads the rest, one entry after the other. */
  public <T> List<T> remaining(Supplier<T> entry) {
    List<T> entries = new ArrayList<>();
    while (bytes.hasRemaining()) {
      entries.add(entry.get());
    }
    return entries;
  }

  /** Reads as many entries as the number before them says. */
  public <T> List<T> counted(Supplier<T> entry) {
    int count = integer();
    if (count < 0 || count > bytes.remaining()) {
      throw corrupted(); // an entry has at least one byte, so a damaged number cannot claim memory
    }
    List<T> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(entry.get());
    }
    return entries;
  }

  public UnreadableItemException corrupted() {
    return new UnreadableItemException("attribute '" + attribute + "' is damaged");
  }

  private long leb128() {
    long value = 0;
    for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw corrupted();
  }

  private <T> T read(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (BufferUnderflowException e) {
      throw new UnreadableItemException("attribute '" + attribute + "' is cut short", e);
    }
  }
}
