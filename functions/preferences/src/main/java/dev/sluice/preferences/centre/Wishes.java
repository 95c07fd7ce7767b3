package dev.sluice.preferences.centre;

import dev.sluice.aws.json.Names;
import dev.sluice.preferences.page.Html;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Wishes as the fields of forms: written into pages and read from what comes back.
 *
 * <p>A form has exactly the fields of its wish; any other, a missing or an unknown one, and it is
 * no wish.
 */
public final class Wishes {

  /** The lengths of pauses that are offered, in days. */
  static final List<Integer> PAUSES = List.of(30, 60, 90);

  static final String DO = "do";
  static final String TOPIC = "topic";
  static final String CADENCE = "cadence";
  static final String DAYS = "days";

  static final String CHOOSE = "choose";
  static final String LEAVE = "leave";
  static final String PAUSE = "pause";
  static final String RESUME = "resume";
  static final String LEAVE_ALL = "leaveAll";
  static final String RETURN = "return";

  private Wishes() {}

  /** Returns what the fields of a form ask for, empty if they ask for nothing that is offered. */
  public static Optional<Wish> read(Map<String, String> fields) {
    Map<String, String> given = new LinkedHashMap<>(fields);
    String what = Optional.ofNullable(given.remove(DO)).orElse("");
    return switch (what) {
      case CHOOSE -> only(given, TOPIC, CADENCE).flatMap(_ -> choose(given));
      case LEAVE -> only(given, TOPIC).flatMap(_ -> topic(given)).map(Wish.Leave::new);
      case PAUSE -> only(given, DAYS).flatMap(_ -> days(given)).map(Wish.Pause::new);
      case RESUME -> only(given).map(_ -> new Wish.Resume());
      case LEAVE_ALL -> only(given).map(_ -> new Wish.LeaveAll());
      case RETURN -> only(given).map(_ -> new Wish.Return());
      default -> Optional.empty();
    };
  }

  /** Returns the cadence of that name, as forms have it. */
  public static Optional<Cadence> cadence(String name) {
    return Arrays.stream(Cadence.values())
        .filter(cadence -> Names.of(cadence).equals(name))
        .findFirst();
  }

  /** Returns a hidden field. */
  static Html hidden(String name, String value) {
    return Html.of(
        "<input type=\"hidden\" name=\"%s\" value=\"%s\">", Html.text(name), Html.text(value));
  }

  private static Optional<Map<String, String>> only(Map<String, String> given, String... names) {
    return Optional.of(given).filter(fields -> fields.keySet().equals(Set.of(names)));
  }

  private static Optional<Wish> choose(Map<String, String> given) {
    return topic(given)
        .flatMap(topic ->
            value(given, CADENCE)
                .flatMap(Wishes::cadence)
                .map(cadence -> new Wish.Choose(topic, cadence)));
  }

  private static Optional<TopicId> topic(Map<String, String> given) {
    try {
      return value(given, TOPIC).map(TopicId::new);
    } catch (InvalidInputException noTopic) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> days(Map<String, String> given) {
    String days = value(given, DAYS).orElse("");
    return PAUSES.stream().filter(offered -> offered.toString().equals(days)).findFirst();
  }

  private static Optional<String> value(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name));
  }
}
