package dev.sluice.mail;

import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import dev.sluice.mail.template.MustacheTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The compiled templates of a message.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param text if absent, the text part is derived from the HTML
 */
record CompiledMessage(
    MustacheTemplate subject, MustacheTemplate html, Optional<MustacheTemplate> text) {

  /** The sources of the templates; a blank text counts as absent. */
  record Sources(String subject, String html, String text) {}

  /**
   * Compiles the templates of a message.
   *
   * @param place the prefix of field names in violations, such as {@code variants[0].}
   * @throws InvalidInputException with every violation in {@code subject}, {@code html} and {@code
   *     text}
   */
  static CompiledMessage compile(String place, Sources sources) {
    List<Violation> violations = new ArrayList<>();
    var subject =
        tryCompile(
            violations, () -> MustacheTemplate.subject(place + "subject", sources.subject()));
    var html = tryCompile(violations, () -> MustacheTemplate.html(place + "html", sources.html()));
    var text = tryCompile(violations, () -> MustacheTemplate.text(place + "text", sources.text()));
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new CompiledMessage(
        subject.orElseThrow(), html.orElseThrow(), text.filter(_ -> !sources.text().isBlank()));
  }

  /** Returns every variable in the templates. */
  SortedSet<String> attributes() {
    SortedSet<String> names = new TreeSet<>();
    templates().forEach(part -> names.addAll(part.attributes()));
    return names;
  }

  /** Returns every variable in the templates that has no value. */
  SortedSet<String> undeclared(Map<String, ?> values) {
    SortedSet<String> missing = new TreeSet<>();
    templates().forEach(part -> missing.addAll(part.undeclared(values)));
    return missing;
  }

  /**
   * Returns the text part.
   *
   * @param rendered the HTML part, the source of the text part if the team wrote none
   */
  String renderText(String rendered, Map<String, ?> values) {
    return text.map(own -> own.render(values)).orElseGet(() -> HtmlToText.convert(rendered));
  }

  private Stream<MustacheTemplate> templates() {
    return Stream.concat(Stream.of(subject, html), text.stream());
  }

  private static Optional<MustacheTemplate> tryCompile(
      List<Violation> violations, Supplier<MustacheTemplate> compilation) {
    try {
      return Optional.of(compilation.get());
    } catch (InvalidInputException invalid) {
      violations.addAll(invalid.violations());
      return Optional.empty();
    }
  }
}
