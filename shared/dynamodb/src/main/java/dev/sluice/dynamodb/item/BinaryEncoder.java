package dev.sluice.dynamodb.item;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Encodes a binary attribute: numbers in few bytes, texts as UTF-8.
 *
 * <p>The first byte is the version of the format, so that a later version of Sluice can distinguish
 * its own items from older ones.
 */
public final class BinaryEncoder {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public BinaryEncoder(int version) {
    bytes.write(version);
  }

  /** Adds 0 or more in base 128, the lowest 7 bits first (LEB128): 1 byte up to 127. */
  public BinaryEncoder unsigned(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
    return this;
  }

  /** Adds any number, the sign in the lowest bit (zigzag): 1 byte from -64 to 63. */
  public BinaryEncoder signed(long value) {
    return unsigned(value << 1 ^ value >> 63);
  }

  /** Adds 8 bytes. */
  public BinaryEncoder fixed64(long value) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    return this;
  }

  /** Adds a text, its length first. */
  public BinaryEncoder text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    unsigned(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
