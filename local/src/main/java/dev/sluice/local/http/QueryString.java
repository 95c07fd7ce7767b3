package dev.sluice.local.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses query strings. */
public final class QueryString {

  private QueryString() {}

  /** Returns the decoded values of each parameter, in order; invalid escapes stay as they are. */
  public static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  /** Returns the first value of a parameter, or {@code otherwise}. */
  public static String first(String query, String name, String otherwise) {
    return parse(query).getOrDefault(name, List.of(otherwise)).getFirst();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
