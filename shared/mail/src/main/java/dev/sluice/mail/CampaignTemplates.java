package dev.sluice.mail;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.core.support.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The templates of a campaign's variants, compiled once and rendered for every subscriber.
 *
 * <p>Immutable and safe for concurrent use.
 */
public final class CampaignTemplates {

  private final Campaign campaign;
  private final Map<String, CompiledMessage> messages;

  private CampaignTemplates(Campaign campaign, Map<String, CompiledMessage> messages) {
    this.campaign = campaign;
    this.messages = messages;
  }

  /**
   * Compiles every variant of {@code campaign}.
   *
   * @throws InvalidInputException with every violation in every template, as {@code
   *     variants[0].html} and the like
   */
  public static CampaignTemplates compile(Campaign campaign) {
    List<Violation> violations = new ArrayList<>();
    Map<String, CompiledMessage> messages = new LinkedHashMap<>();
    for (int i = 0; i < campaign.variants().size(); i++) {
      Variant variant = campaign.variants().get(i);
      try {
        messages.put(
            variant.id(), CompiledMessage.compile("variants[" + i + "].", sourcesOf(variant)));
      } catch (InvalidInputException invalid) {
        violations.addAll(invalid.violations());
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new CampaignTemplates(campaign, messages);
  }

  /** Returns the campaign whose templates these are. */
  public Campaign campaign() {
    return campaign;
  }

  /** Returns every attribute that a template of the campaign uses, without the system variables. */
  public SortedSet<String> attributes() {
    SortedSet<String> names = new TreeSet<>();
    messages.values().forEach(message -> names.addAll(message.attributes()));
    names.removeAll(SystemVariables.NAMES);
    return names;
  }

  /**
   * Checks that every attribute the templates use has a value for every subscriber.
   *
   * @param given names of attributes that every subscriber of the audience is known to have
   * @throws InvalidInputException with a violation for each attribute that is neither given, nor
   *     has a default, nor is a system variable
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

  CompiledMessage forVariant(Variant variant) {
    return Optional.ofNullable(messages.get(variant.id())).orElseThrow();
  }

  private static CompiledMessage.Sources sourcesOf(Variant variant) {
    return new CompiledMessage.Sources(variant.subject(), variant.html(), variant.text());
  }
}
