package dev.sluice.core.campaign;

import dev.sluice.core.support.InputRules;
import dev.sluice.core.support.InvalidInputException;

/**
 * One version of a campaign's message.
 *
 * @param id of the form {@link InputRules#requireId} takes
 * @param weight its share of the audience beside the other variants' weights, 1 to 1000
 * @param subject template of the subject line
 * @param html template of the HTML part
 * @param text template of the plain part
 */
public record Variant(String id, int weight, String subject, String html, String text) {
  public Variant {
    InputRules.requireId("id", id);
    if (weight < 1 || weight > 1000) {
      throw InvalidInputException.of("weight", weight, "use 1 to 1000");
    }
  }
}
