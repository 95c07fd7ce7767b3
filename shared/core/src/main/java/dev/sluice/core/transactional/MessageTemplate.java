package dev.sluice.core.transactional;

import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.InvalidInputException;
import java.util.Map;

/**
 * The template of a kind of transactional message, written by an administrator.
 *
 * @param subject a template on one line
 * @param html a template
 * @param text a template; if blank, the text part is made from the HTML
 * @param defaults the values of names for which neither the request nor the subscriber has one
 * @param transactional whether an administrator marked it for transactional mail; only then it can
 *     be used
 */
public record MessageTemplate(
    TemplateId id,
    String subject,
    String html,
    String text,
    Map<String, String> defaults,
    boolean transactional) {

  public MessageTemplate {
    defaults = Map.copyOf(defaults);
    requireText("subject", subject);
    requireText("html", html);
    if (defaults.size() > Subscriber.MAX_ATTRIBUTES) {
      throw InvalidInputException.of(
          "defaults", defaults.size(), "give at most " + Subscriber.MAX_ATTRIBUTES + " defaults");
    }
  }

  private static void requireText(String field, String template) {
    if (template.isBlank()) {
      throw InvalidInputException.of(field, "blank", "give a text, or a template such as {{name}}");
    }
  }
}
