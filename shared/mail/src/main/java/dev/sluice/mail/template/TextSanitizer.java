package dev.sluice.mail.template;

/**
 * Removes control characters, directional overrides, noncharacters and unpaired surrogates from
 * untrusted text.
 *
 * <p>Control characters are dropped because mail systems treat them in different ways. Directional
 * embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) are dropped because one
 * in a name would turn around the rest of the line; the letters of right-to-left scripts carry
 * their direction themselves. Noncharacters (U+FDD0 to U+FDEF, U+FFFE and the like) are dropped
 * because Unicode reserves them for the inside of programs. Unpaired surrogates become U+FFFD, as
 * no encoding can carry them.
 */
public final class TextSanitizer {

  private TextSanitizer() {}

  /**
   * Returns {@code value} on one line: a line break becomes a space.
   *
   * <p>Replaced, not refused: a stray line break in a name must not cost its owner the message, and
   * a space cannot begin a header.
   */
  public static String singleLine(String value) {
    return sanitize(value, false);
  }

  /** Returns {@code value} with its line breaks, each as a line feed. */
  public static String multiLine(String value) {
    return sanitize(value, true);
  }

  /** Returns whether {@code c} breaks a line in a header or in any mail client. */
  static boolean isLineBreak(int c) {
    return c == '\n'
        || c == '\r'
        || c == 0x85
        || c == 0x2028
        || c == 0x2029
        || c == 0x0B
        || c == 0x0C;
  }

  private static String sanitize(String value, boolean keepLines) {
    StringBuilder out = new StringBuilder(value.length());
    for (int at = 0; at < value.length(); ) {
      int c = value.codePointAt(at);
      at += Character.charCount(c);
      if (c == '\r' && at < value.length() && value.charAt(at) == '\n') {
        continue;
      }
      if (isLineBreak(c)) {
        out.append(keepLines ? '\n' : ' ');
      } else if (c == '\t') {
        out.append(keepLines ? '\t' : ' ');
      } else if (isUnpaired(c)) {
        out.append('\uFFFD');
      } else if (!Character.isISOControl(c) && !isDirectionalControl(c) && !isNoncharacter(c)) {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  /** Returns whether {@code c} is one of the 66 code points that are never characters. */
  static boolean isNoncharacter(int c) {
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
  }

  private static boolean isUnpaired(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isDirectionalControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
