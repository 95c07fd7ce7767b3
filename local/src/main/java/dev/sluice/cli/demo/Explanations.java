package dev.sluice.cli.demo;

import dev.sluice.cli.api.SluiceApi;
import dev.sluice.cli.audit.Person;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One explained decision of each kind, asked for while the campaigns run. */
final class Explanations {

  /** People asked about per campaign and moment: enough to meet each kind, a second at most. */
  private static final int MAX_ASKED = 150;

  /** The kinds of decisions. */
  enum Kind {
    SEND,
    WAIT,
    DROP
  }

  private final SluiceApi api;
  private final List<Person> people;
  private final Map<Kind, Found> found = new EnumMap<>(Kind.class);

  /**
   * An explained decision.
   *
   * @param telling how much there is to learn from it
   */
  private record Found(String subscriber, String campaign, JsonNode explained, int telling) {}

  Explanations(SluiceApi api, List<Person> people) {
    this.api = api;
    this.people = people;
  }

  /** Looks for more telling decisions about a campaign at this moment. */
  void look(String campaign) {
    for (Person person : people.stream().limit(MAX_ASKED).toList()) {
      look(person, campaign);
    }
  }

  /** Returns what was found, as lines for people. */
  List<String> lines() {
    return found.entrySet().stream()
        .map(entry ->
            "%s: %s, %s. %s"
                .formatted(
                    entry.getKey().name().toLowerCase(Locale.ROOT),
                    entry.getValue().subscriber(),
                    entry.getValue().campaign(),
                    entry.getValue().explained().path("text").asString("")))
        .toList();
  }

  /** Tells whether a decision of each kind was found. */
  boolean isComplete() {
    return found.size() == Kind.values().length;
  }

  private void look(Person person, String campaign) {
    JsonNode explained = api.get(SluiceApi.path("explain", person.id(), campaign));
    Optional<Kind> kind = kind(explained.path("decision").asString(""));
    Found candidate = new Found(person.id(), campaign, explained, telling(explained));
    kind.ifPresent(k -> found.merge(k, candidate, (a, b) -> b.telling() > a.telling() ? b : a));
  }

  /** A cap tells more than a clock, one in favour of something more, one for silence most. */
  private static int telling(JsonNode explained) {
    JsonNode reason = explained.path("reason");
    JsonNode held = reason.path("holding").isMissingNode() ? reason : reason.path("holding");
    int kind =
        switch (held.path("kind").asString("")) {
          case "capReached" -> 2;
          case "cadenceHolds" -> 1;
          default -> 0;
        };
    int silence = held.path("cap").asString("").equals("silent") ? 3 : 0;
    int favour = held.path("inFavourOf").isEmpty() ? 0 : 2;
    return kind + silence + favour + (reason.path("kind").asString("").equals("capped") ? 1 : 0);
  }

  private static Optional<Kind> kind(String decision) {
    return switch (decision) {
      case "send" -> Optional.of(Kind.SEND);
      case "wait" -> Optional.of(Kind.WAIT);
      case "drop" -> Optional.of(Kind.DROP);
      default -> Optional.empty();
    };
  }
}
