package dev.sluice.mail.link;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * The binary form of claims: two bytes for the day of issue, then subscriber, topic and campaign,
 * each with a length byte.
 *
 * <p>Length 0 is an absent id, 1 to 128 the number of UTF-8 bytes, and 255 a UUID in 16 bytes, so
 * that the most common kind of id takes less than half of its text.
 */
final class LinkClaimsCodec {

  private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
  private static final int UUID_MARK = 255;
  private static final int UUID_CHARACTERS = 36;

  /** Claims with the day (UTC) on which they were signed. */
  record DatedClaims(LinkClaims claims, LocalDate issuedOn) {}

  private LinkClaimsCodec() {}

  static byte[] encode(DatedClaims dated) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long day = dated.issuedOn().toEpochDay() - FIRST_DAY.toEpochDay();
    out.write((int) (day >> 8));
    out.write((int) day);
    writeId(out, dated.claims().subscriber());
    writeId(out, dated.claims().topic().orElse(""));
    writeId(out, dated.claims().campaign().orElse(""));
    return out.toByteArray();
  }

  static Optional<DatedClaims> decode(LinkPurpose purpose, byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      LocalDate issuedOn = FIRST_DAY.plusDays(Short.toUnsignedInt(in.getShort()));
      Optional<String> subscriber = readId(in);
      Optional<String> topic = readId(in);
      Optional<String> campaign = readId(in);
      return subscriber
          .filter(_ -> !in.hasRemaining())
          .map(id -> new DatedClaims(new LinkClaims(purpose, id, topic, campaign), issuedOn));
    } catch (BufferUnderflowException tooShort) {
      return Optional.empty();
    }
  }

  private static void writeId(ByteArrayOutputStream out, String id) {
    Optional<UUID> uuid = uuid(id);
    if (uuid.isPresent()) {
      out.write(UUID_MARK);
      ByteBuffer bits = ByteBuffer.allocate(16);
      bits.putLong(uuid.get().getMostSignificantBits());
      bits.putLong(uuid.get().getLeastSignificantBits());
      out.writeBytes(bits.array());
    } else {
      byte[] text = id.getBytes(StandardCharsets.UTF_8);
      out.write(text.length);
      out.writeBytes(text);
    }
  }

  private static Optional<String> readId(ByteBuffer in) {
    int length = Byte.toUnsignedInt(in.get());
    if (length == UUID_MARK) {
      return Optional.of(new UUID(in.getLong(), in.getLong()).toString());
    }
    byte[] text = new byte[length];
    in.get(text);
    return Optional.of(new String(text, StandardCharsets.UTF_8)).filter(id -> !id.isEmpty());
  }

  /** Returns a UUID only if its text is the same id: in lower case, with leading zeros. */
  private static Optional<UUID> uuid(String id) {
    if (id.length() != UUID_CHARACTERS || id.chars().filter(c -> c == '-').count() != 4) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(id)).filter(uuid -> uuid.toString().equals(id));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }
}
