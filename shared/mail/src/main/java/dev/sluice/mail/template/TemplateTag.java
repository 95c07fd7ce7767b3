package dev.sluice.mail.template;

/**
 * One tag of a template.
 *
 * @param kind what it does
 * @param name the attribute it names; a comment's is empty
 * @param line where it begins, from 1
 */
record TemplateTag(Kind kind, String name, int line) {

  /** What a tag does. */
  enum Kind {
    VARIABLE,
    SECTION,
    INVERTED,
    CLOSE,
    COMMENT
  }
}
