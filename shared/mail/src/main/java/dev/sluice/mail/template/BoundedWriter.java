package dev.sluice.mail.template;

import dev.sluice.core.support.InvalidInputException;
import java.io.Writer;

/** A writer into memory that refuses to go beyond a number of characters. */
class BoundedWriter extends Writer {

  private final StringBuilder out = new StringBuilder();
  private final String field;
  private final int maxCharacters;

  BoundedWriter(String field, int maxCharacters) {
    this.field = field;
    this.maxCharacters = maxCharacters;
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    out.append(buffer, offset, bounded(length));
  }

  @Override
  public void write(String text, int offset, int length) {
    out.append(text, offset, offset + bounded(length));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return out.toString();
  }

  private int bounded(int length) {
    if (length > maxCharacters - out.length()) {
      throw InvalidInputException.of(
          field,
          "rendered to more than " + maxCharacters + " characters",
          "shorten the template or the values it shows");
    }
    return length;
  }
}
