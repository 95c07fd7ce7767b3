package dev.sluice.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The display name of an address or list in a header: a quoted string (RFC 5322 section 3.2.4) if
 * it is ASCII, otherwise encoded words (RFC 2047).
 *
 * <p>mime4j's {@code EncoderUtil.encodeAddressDisplayName} does not replace it: it writes an ASCII
 * name such as {@code =?utf-8?q?Bank?=} unquoted, which clients then decode (RFC 2047 section 5),
 * sets no limit, and would add 0.7 MB with commons-io to each function.
 */
final class DisplayNameEncoder {

  /**
   * Bytes of UTF-8 in one encoded word: with its frame of 12 characters it then has 72, at most 75
   * being allowed (RFC 2047 section 2).
   */
  private static final int MAX_WORD_BYTES = 45;

  /** Encoded words of one name; the rest is cut, so that the header keeps within SES's quota. */
  private static final int MAX_WORDS = 8;

  /** Characters of one quoted name, for the same reason. */
  private static final int MAX_QUOTED = 300;

  private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]*");

  private DisplayNameEncoder() {}

  static String encode(String text) {
    if (PRINTABLE_ASCII.matcher(text).matches()) {
      String bounded = text.substring(0, Math.min(text.length(), MAX_QUOTED));
      return '"' + bounded.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
    return String.join(
        " ",
        splitWords(text).stream().limit(MAX_WORDS).map(DisplayNameEncoder::encodedWord).toList());
  }

  private static List<String> splitWords(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int bytes = 0;
    for (int c : text.codePoints().toArray()) {
      int width = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + width > MAX_WORD_BYTES) {
        words.add(word.toString());
        word.setLength(0);
        bytes = 0;
      }
      word.appendCodePoint(c);
      bytes += width;
    }
    words.add(word.toString());
    return words;
  }

  private static String encodedWord(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }
}
