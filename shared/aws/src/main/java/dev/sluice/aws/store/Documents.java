package dev.sluice.aws.store;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.Kind;
import dev.sluice.scheduling.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** JSON documents as they are stored: compressed, so that long templates fit into an item. */
final class Documents {

  /** Bytes of a compressed document: an item has at most 400 KB, its other attributes included. */
  private static final int MAX_STORED = 350 * 1024;

  /**
   * Bytes of a document: beyond it, a small item would unfold into more than a function's memory.
   */
  private static final int MAX_PLAIN = 8 * 1024 * 1024;

  private Documents() {}

  /**
   * Returns a document's stored form.
   *
   * @param field what to name in the error
   * @throws InvalidInputException if it does not fit into an item
   */
  static byte[] pack(String field, JsonNode document) {
    byte[] plain = Json.write(document).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (packed.size() > MAX_STORED || plain.length > MAX_PLAIN) {
      throw InvalidInputException.of(
          field,
          packed.size() + " bytes compressed",
          "shorten it to "
              + MAX_STORED
              + " bytes compressed; host images instead of embedding them");
    }
    return packed.toByteArray();
  }

  /** Returns what a stored form holds. */
  static <T> T unpack(byte[] packed, Kind<T> kind) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return Json.read(gzip.readNBytes(MAX_PLAIN), kind);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored document is damaged", e);
    }
  }
}
