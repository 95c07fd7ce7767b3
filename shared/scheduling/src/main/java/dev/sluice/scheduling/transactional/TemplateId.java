package dev.sluice.scheduling.transactional;

import dev.sluice.scheduling.Texts;

/**
 * The identifier of a message template.
 *
 * @param value 1 to 64 lower-case letters, digits, '-' and '_', starting with a letter or digit
 */
public record TemplateId(String value) {

  public TemplateId {
    Texts.id("template", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
