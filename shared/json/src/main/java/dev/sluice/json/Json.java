package dev.sluice.json;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON text (RFC 8259), strictly: UTF-8, one value, no member twice, everything bounded. */
public final class Json {

  /** What violations call a document as a whole. */
  public static final String BODY = "body";

  /**
   * Levels of objects and lists in a document: twice what the deepest rule needs, few enough for
   * any stack.
   */
  static final int MAX_DEPTH = 50;

  /** Characters of one number as written: exact decimals need 40, junk needs more. */
  private static final int MAX_NUMBER_LENGTH = 100;

  /** Characters of a member's name. */
  private static final int MAX_NAME_LENGTH = 1_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxNameLength(MAX_NAME_LENGTH)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Returns the tree of a document.
   *
   * @throws InvalidInputException if it is not JSON, with line and column
   */
  public static JsonNode parse(byte[] document) {
    return parse(decodeUtf8(document));
  }

  /**
   * Returns the tree of a document.
   *
   * @throws InvalidInputException if it is not JSON, with line and column
   */
  public static JsonNode parse(String document) {
    if (document.isBlank()) {
      throw InvalidInputException.of(BODY, "empty", "send a JSON object");
    }
    try {
      return MAPPER.readTree(document);
    } catch (JacksonException e) {
      throw InvalidInputException.of(BODY, location(e), "correct the JSON: " + parserMessage(e));
    }
  }

  /**
   * Returns what a document holds.
   *
   * @throws InvalidInputException with every violation found
   */
  public static <T> T decode(byte[] document, JsonDecoder<T> kind) {
    return decode(parse(document), kind);
  }

  /**
   * Returns what a tree holds.
   *
   * @throws InvalidInputException with every violation found
   */
  public static <T> T decode(JsonNode document, JsonDecoder<T> kind) {
    try {
      return kind.decode(document);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(e.violations().stream().map(Json::withFieldName).toList());
    }
  }

  /** Returns a tree as compact text. */
  public static String encode(JsonNode document) {
    return MAPPER.writeValueAsString(document);
  }

  /** Returns an empty object to write to. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static Violation withFieldName(Violation violation) {
    return violation.field().isEmpty() ? violation.prefixedWith(BODY) : violation;
  }

  /** Returns the violation of a body whose text is damaged or not UTF-8. */
  public static Violation notUtf8() {
    return new Violation(
        BODY, "bytes that are not UTF-8", "encode the JSON in UTF-8 (RFC 8259, section 8.1)");
  }

  private static String decodeUtf8(byte[] document) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(List.of(notUtf8()));
    }
  }

  private static String location(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null || at.getLineNr() < 1
        ? "beyond what a document may have"
        : "line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /**
   * Returns the first line of the parser's message without its settings, which callers cannot
   * change; the other lines repeat the place.
   */
  private static String parserMessage(JacksonException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("it ends too early");
    if (message.startsWith("Trailing token")) {
      return "more text follows the value: send one value";
    }
    return message
        .replaceAll(", from `[^`]*`", "")
        .replaceAll(" ?\\(start marker at .*", "")
        .replaceAll("[:,;][^:,;]*\\benabl(?:e|ing)\\b.*", "")
        .replaceAll(" ?\\(code [^)]*\\)", "")
        .replaceAll(";? ?maybe a \\(non-standard\\) comment\\?.*", "")
        .replaceAll("JSON String", "a text in quotes")
        .strip();
  }
}
