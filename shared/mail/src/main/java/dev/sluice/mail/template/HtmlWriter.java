package dev.sluice.mail.template;

import dev.sluice.core.support.InvalidInputException;
import java.util.Optional;

/**
 * A writer of rendered HTML that escapes each value for the place where it lands.
 *
 * <p>Only the rendered document shows the place: sections decide whether a value is the first of a
 * URL, or behind its {@code ?}. So the engine marks values ({@link #mark}) and does not escape
 * them.
 */
final class HtmlWriter extends BoundedWriter {

  /** Noncharacters of Unicode, for internal use; neither templates nor values contain them. */
  private static final char VALUE_BEGIN = '\uFDD0';

  private static final char VALUE_END = '\uFDD1';

  private final String field;
  private final HtmlContext context = new HtmlContext();
  private final StringBuilder value = new StringBuilder();
  private boolean inValue;

  HtmlWriter(String field, int maxCharacters) {
    super(field, maxCharacters);
    this.field = field;
  }

  /** Returns a value for {@link #write}, which escapes it. */
  static String mark(String value) {
    return VALUE_BEGIN + TextSanitizer.multiLine(value) + VALUE_END;
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    write(new String(buffer, offset, length), 0, length);
  }

  @Override
  public void write(String text, int offset, int length) {
    int literal = offset;
    for (int i = offset; i < offset + length; i++) {
      char c = text.charAt(i);
      switch (c) {
        case VALUE_BEGIN -> {
          super.write(text, literal, i - literal);
          value.setLength(0);
          inValue = true;
        }
        case VALUE_END -> {
          inValue = false;
          writeValue();
          literal = i + 1;
        }
        default -> {
          if (inValue) {
            value.append(c);
          } else {
            context.advance(c);
          }
        }
      }
    }
    if (!inValue) {
      super.write(text, literal, offset + length - literal);
    }
  }

  private void writeValue() {
    Optional<String> unsafe = context.remedyIfUnsafe();
    if (unsafe.isPresent()) {
      throw InvalidInputException.of(field, "a value in an unsafe place", unsafe.get());
    }
    String text = value.toString();
    String safe = HtmlEscaper.escape(context.inUrl() ? url(text) : text);
    String escaped = context.inComment() ? safe.replace("-", "&#45;") : safe;
    context.advance(escaped);
    super.write(escaped, 0, escaped.length());
  }

  private String url(String text) {
    return UrlEscaper.escape(field, context.value(), text);
  }
}
