package dev.sluice.local.mailbox;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The attributes inside a start tag of HTML, as mail has them. */
final class HtmlAttributes {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s++([^\\s=>\"'/]++)(?:\\s*+=\\s*+(\"[^\"]*+\"|'[^']*+'|[^\\s>\"']++))?+");
  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|amp|lt|gt|quot|apos);");
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private HtmlAttributes() {}

  /** Returns values by lower-case name, without quotes and character references. */
  static Map<String, String> parse(String attributes) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(attributes);
    while (attribute.find()) {
      String value =
          Optional.ofNullable(attribute.group(2)).map(HtmlAttributes::unquote).orElse("");
      values.putIfAbsent(attribute.group(1).toLowerCase(Locale.ROOT), value);
    }
    return values;
  }

  /**
   * Returns attributes some of which are others now.
   *
   * @param change what becomes of an attribute, by its lower-case name; empty to keep it
   */
  static String replaceValues(String attributes, Function<String, Optional<String>> change) {
    return ATTRIBUTE
        .matcher(attributes)
        .replaceAll(attribute ->
            Matcher.quoteReplacement(
                change
                    .apply(attribute.group(1).toLowerCase(Locale.ROOT))
                    .orElse(attribute.group())));
  }

  private static String unquote(String value) {
    return REFERENCE
        .matcher(value.replaceAll("^[\"']|[\"']$", ""))
        .replaceAll(reference -> Matcher.quoteReplacement(character(reference.group(1))));
  }

  private static String character(String reference) {
    if (!reference.startsWith("#")) {
      return NAMED.getOrDefault(reference, "");
    }
    boolean hexadecimal = reference.substring(1, 2).equalsIgnoreCase("x");
    return Character.toString(
        hexadecimal
            ? Integer.parseInt(reference.substring(2), 16)
            : Integer.parseInt(reference.substring(1)));
  }
}
