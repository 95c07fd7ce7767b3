package dev.sluice.mail;

import dev.sluice.mail.template.Template;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.transactional.MessageTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The parts of a message template, compiled.
 *
 * <p>Immutable; one instance may render side by side.
 *
 * @param text without it, the text part is made from the HTML
 */
record MessageWording(Template subject, Template html, Optional<Template> text) {

  /**
   * Compiles a template.
   *
   * @throws InvalidInputException with every violation in {@code subject}, {@code html} and {@code
   *     text}
   */
  static MessageWording compile(MessageTemplate template) {
    List<Violation> violations = new ArrayList<>();
    var subject = attempt(violations, () -> Template.subject("subject", template.subject()));
    var html = attempt(violations, () -> Template.html("html", template.html()));
    var text = attempt(violations, () -> Template.text("text", template.text()));
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new MessageWording(
        subject.orElseThrow(), html.orElseThrow(), text.filter(_ -> !template.text().isBlank()));
  }

  /**
   * Checks that every name has a value.
   *
   * @throws InvalidInputException with a violation of {@code data} for each that has none
   */
  void requireValues(Map<String, ?> values) {
    SortedSet<String> missing = new TreeSet<>();
    missing.addAll(subject.undeclared(values));
    missing.addAll(html.undeclared(values));
    text.ifPresent(own -> missing.addAll(own.undeclared(values)));
    if (!missing.isEmpty()) {
      throw new InvalidInputException(missing.stream().map(MessageWording::absent).toList());
    }
  }

  private static Violation absent(String name) {
    return new Violation(
        "data." + name,
        "absent",
        "the template names {{" + name + "}}: give it a value, or a default in the template");
  }

  private static Optional<Template> attempt(
      List<Violation> violations, Supplier<Template> compilation) {
    try {
      return Optional.of(compilation.get());
    } catch (InvalidInputException invalid) {
      violations.addAll(invalid.violations());
      return Optional.empty();
    }
  }
}
