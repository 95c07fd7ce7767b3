package dev.sluice.preferences;

import dev.sluice.lambda.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The body of one of the pages' forms, urlencoded (URL Standard, section 5).
 *
 * <p>Parsing is strict, because only the pages' own forms are valid: a body of another type, with a
 * repeated field or with invalid UTF-8 is not a form.
 */
final class FormBody {

  /** The largest body, in bytes: the largest form sends about 150. */
  static final int MAX_BYTES = 2 * 1024;

  static final String TYPE = "application/x-www-form-urlencoded";

  private FormBody() {}

  /** Returns the fields of a form, empty if the body is not a form. */
  static Optional<Map<String, String>> parse(HttpRequest request) {
    String type = request.header("content-type").orElse("").split(";", 2)[0];
    boolean typed = type.strip().toLowerCase(Locale.ROOT).equals(TYPE);
    try {
      return typed ? fields(text(request.body())) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException unreadable) {
      return Optional.empty();
    }
  }

  private static String text(byte[] body) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
  }

  private static Optional<Map<String, String>> fields(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      boolean first =
          parts.length == 2 && fields.putIfAbsent(decode(parts[0]), decode(parts[1])) == null;
      if (!first) {
        return Optional.empty();
      }
    }
    return Optional.of(fields);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
