package dev.sluice.mail.template;

/**
 * One tag of a template.
 *
 * @param kind the kind of tag
 * @param name the variable's name; empty for a comment
 * @param line the line of its first character, from 1
 */
record TemplateTag(Kind kind, String name, int line) {

  /** The kinds of tags. */
  enum Kind {
    VARIABLE,
    SECTION,
    INVERTED,
    CLOSE,
    COMMENT
  }
}
