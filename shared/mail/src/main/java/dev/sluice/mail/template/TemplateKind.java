package dev.sluice.mail.template;

/** The part of a message that a template renders; it decides bounds and escaping. */
enum TemplateKind {
  /** A header line: plain, one line. */
  SUBJECT(998, 998),
  /** The HTML part: values are escaped. */
  HTML(256 * 1024, 1024 * 1024),
  /** The text part: plain. */
  TEXT(256 * 1024, 1024 * 1024);

  /** The longest template in characters. The subject's limit is RFC 5322 section 2.1.1. */
  final int maxSourceCharacters;

  /**
   * The longest rendered part in characters: with both parts, far below the 40 MB that SES takes,
   * and above the 100 KB from which mail clients clip a message anyway.
   */
  final int maxRenderedCharacters;

  TemplateKind(int maxSourceCharacters, int maxRenderedCharacters) {
    this.maxSourceCharacters = maxSourceCharacters;
    this.maxRenderedCharacters = maxRenderedCharacters;
  }

  /** Returns a value as the writer of this kind takes it. */
  String sanitize(String value) {
    return switch (this) {
      case SUBJECT -> TextSanitizer.singleLine(value);
      case HTML -> HtmlWriter.mark(value);
      case TEXT -> TextSanitizer.multiLine(value);
    };
  }

  /** Returns a writer of one rendering. */
  BoundedWriter writer(String field) {
    return switch (this) {
      case HTML -> new HtmlWriter(field, maxRenderedCharacters);
      case SUBJECT, TEXT -> new BoundedWriter(field, maxRenderedCharacters);
    };
  }
}
