package dev.sluice.mail;

import dev.sluice.mail.template.Template;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A campaign's wordings, compiled once and rendered for every subscriber.
 *
 * <p>Immutable; one instance may render side by side.
 */
public final class CampaignTemplates {

  /** The compiled parts of one variant; without a text template the text is made from the HTML. */
  record Parts(Template subject, Template html, Optional<Template> text) {
    Stream<Template> all() {
      return Stream.concat(Stream.of(subject, html), text.stream());
    }
  }

  private final Campaign campaign;
  private final Map<String, Parts> parts;

  private CampaignTemplates(Campaign campaign, Map<String, Parts> parts) {
    this.campaign = campaign;
    this.parts = parts;
  }

  /**
   * Compiles every variant of {@code campaign}.
   *
   * @throws InvalidInputException with every violation in every template, as {@code
   *     variants[0].html} and the like
   */
  public static CampaignTemplates compile(Campaign campaign) {
    List<Violation> violations = new ArrayList<>();
    Map<String, Parts> parts = new LinkedHashMap<>();
    for (int i = 0; i < campaign.variants().size(); i++) {
      Variant variant = campaign.variants().get(i);
      String field = "variants[" + i + "].";
      var subject =
          attempt(violations, () -> Template.subject(field + "subject", variant.subject()));
      var html = attempt(violations, () -> Template.html(field + "html", variant.html()));
      var text = attempt(violations, () -> Template.text(field + "text", variant.text()));
      if (subject.isPresent() && html.isPresent() && text.isPresent()) {
        Optional<Template> own = text.filter(_ -> !variant.text().isBlank());
        parts.put(variant.id(), new Parts(subject.get(), html.get(), own));
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new CampaignTemplates(campaign, parts);
  }

  /** Returns the campaign whose templates these are. */
  public Campaign campaign() {
    return campaign;
  }

  /** Returns every attribute that a template of the campaign names, the built-in ones left out. */
  public SortedSet<String> attributes() {
    SortedSet<String> names = new TreeSet<>();
    parts.values().stream().flatMap(Parts::all).forEach(part -> names.addAll(part.attributes()));
    names.removeAll(BuiltIn.NAMES);
    return names;
  }

  /**
   * Checks that every attribute the templates name has a value for every subscriber.
   *
   * @param given names of attributes that every subscriber of the audience is known to have
   * @throws InvalidInputException with a violation for each attribute that is neither given, nor
   *     has a default, nor is built in
   */
  public void requireDeclared(Set<String> given) {
    List<Violation> violations =
        attributes().stream()
            .filter(name -> !given.contains(name) && !campaign.defaults().containsKey(name))
            .map(name ->
                new Violation(
                    "defaults." + name,
                    "absent",
                    "templates name {{" + name + "}}: give it a default, empty if need be"))
            .toList();
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }

  Parts of(Variant variant) {
    return Optional.ofNullable(parts.get(variant.id())).orElseThrow();
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
