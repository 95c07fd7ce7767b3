package dev.sluice.mail.template;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.List;
import java.util.Map;

/** Templates compiled and rendered in one go. */
final class TemplateRendering {

  private TemplateRendering() {}

  static String html(String source, Map<String, ?> values) {
    return MustacheTemplate.html("html", source).render(values);
  }

  static String text(String source, Map<String, ?> values) {
    return MustacheTemplate.text("text", source).render(values);
  }

  static String subject(String source, Map<String, ?> values) {
    return MustacheTemplate.subject("subject", source).render(values);
  }

  /** Returns what a template that is refused is told. */
  static List<Violation> violations(Runnable compilation) {
    return catchThrowableOfType(InvalidInputException.class, compilation::run).violations();
  }
}
