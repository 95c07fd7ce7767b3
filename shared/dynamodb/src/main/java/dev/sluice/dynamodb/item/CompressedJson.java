package dev.sluice.dynamodb.item;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.json.Json;
import dev.sluice.json.JsonDecoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** Compresses JSON documents, so that long templates fit into an item. */
public final class CompressedJson {

  /** Bytes of a compressed document: an item has at most 400 KB, its other attributes included. */
  private static final int MAX_COMPRESSED_BYTES = 350 * 1024;

  /**
   * Bytes of a document: beyond it, a small item would unfold into more than a function's memory.
   */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private CompressedJson() {}

  /**
   * Returns a document's stored form.
   *
   * @param field what to name in the error
   * @throws InvalidInputException if it does not fit into an item
   */
  public static byte[] compress(String field, JsonNode document) {
    byte[] plain = Json.encode(document).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (packed.size() > MAX_COMPRESSED_BYTES || plain.length > MAX_BYTES) {
      throw InvalidInputException.of(
          field,
          packed.size() + " bytes compressed",
          "shorten it to "
              + MAX_COMPRESSED_BYTES
              + " bytes compressed; host images instead of embedding them");
    }
    return packed.toByteArray();
  }

  /** Returns the document of a stored form. */
  public static <T> T decompress(byte[] packed, JsonDecoder<T> kind) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return Json.decode(gzip.readNBytes(MAX_BYTES), kind);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored document is damaged", e);
    }
  }
}
