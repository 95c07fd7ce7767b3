package dev.sluice.core.transactional;

import dev.sluice.core.support.InputRules;

/**
 * The identifier of a message template.
 *
 * @param value 1 to 64 lower-case letters, digits, '-' and '_', starting with a letter or digit
 */
public record TemplateId(String value) {

  public TemplateId {
    InputRules.requireId("template", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
