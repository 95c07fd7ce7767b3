package dev.sluice.cli.client;

import dev.sluice.core.support.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON for the command line. */
public final class JsonText {

  /** The largest body that the API takes. */
  private static final long MAX_FILE_BYTES = 1024 * 1024;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private JsonText() {}

  /** Returns an empty object. */
  public static ObjectNode emptyObject() {
    return MAPPER.createObjectNode();
  }

  /** Returns the value of a JSON text from this program. */
  public static JsonNode parse(String json) {
    return MAPPER.readTree(json);
  }

  /** Returns a value as indented text. */
  public static String pretty(JsonNode json) {
    return MAPPER.writeValueAsString(json);
  }

  static byte[] encode(JsonNode json) {
    return MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(json);
  }

  static JsonNode decode(byte[] json) {
    return MAPPER.readTree(json);
  }

  /**
   * Returns the object in a file.
   *
   * @throws InvalidInputException if the file is missing, too large or not a JSON object, with the
   *     line and column of the error
   */
  public static ObjectNode parseFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw InvalidInputException.of("FILE", file, "give the path of an existing JSON file");
    }
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw InvalidInputException.of(
          "FILE", file, "shorten it to " + MAX_FILE_BYTES + " bytes, the most that the API takes");
    }
    try {
      if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
        return object;
      }
      throw InvalidInputException.of("FILE", file, "write one JSON object: { … }");
    } catch (JacksonException e) {
      throw InvalidInputException.of("FILE", file, "write valid JSON: " + location(e));
    }
  }

  private static String location(JacksonException e) {
    return "line %d, column %d: %s"
        .formatted(
            e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e.getOriginalMessage());
  }
}
