package dev.sluice.mail.template;

/** Where a template's output goes, which decides its bounds and how values are made safe there. */
enum TemplateKind {
  /** A header line: plain, one line. */
  SUBJECT(998, 998),
  /** The HTML part: values are escaped. */
  HTML(256 * 1024, 1024 * 1024),
  /** The text part: plain. */
  TEXT(256 * 1024, 1024 * 1024);

  /** Characters a template may have. The header's bound is RFC 5322 section 2.1.1. */
  final int maxSourceCharacters;

  /**
   * Characters a rendered part may have: with both parts, far below the 40 MB that SES takes, and
   * above the 100 KB from which mail clients clip a message anyway.
   */
  final int maxRenderedCharacters;

  TemplateKind(int maxSourceCharacters, int maxRenderedCharacters) {
    this.maxSourceCharacters = maxSourceCharacters;
    this.maxRenderedCharacters = maxRenderedCharacters;
  }

  /** Returns {@code value} as it may stand in this kind of output. */
  String sanitize(String value) {
    return switch (this) {
      case SUBJECT -> TextSanitizer.singleLine(value);
      case HTML -> HtmlEscaper.escape(TextSanitizer.multiLine(value));
      case TEXT -> TextSanitizer.multiLine(value);
    };
  }
}
