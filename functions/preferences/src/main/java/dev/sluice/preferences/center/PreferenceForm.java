package dev.sluice.preferences.center;

import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.json.EnumNames;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The form fields of each {@link PreferenceCommand}: written into pages and parsed from requests.
 *
 * <p>A form has exactly the fields of its command: with any other, missing or invalid field it is
 * not a command.
 */
public final class PreferenceForm {

  /** The lengths of pauses on offer, in days. */
  static final List<Integer> PAUSE_DAYS = List.of(30, 60, 90);

  static final String ACTION = "do";
  static final String TOPIC = "topic";
  static final String CADENCE = "cadence";
  static final String DAYS = "days";

  static final String CHOOSE = "choose";
  static final String UNSUBSCRIBE = "leave";
  static final String PAUSE = "pause";
  static final String RESUME = "resume";
  static final String UNSUBSCRIBE_ALL = "leaveAll";
  static final String RESUBSCRIBE = "return";

  private PreferenceForm() {}

  /** Returns the command of a form, empty if the fields are not exactly those of a command. */
  public static Optional<PreferenceCommand> parse(Map<String, String> fields) {
    Map<String, String> given = new LinkedHashMap<>(fields);
    String what = Optional.ofNullable(given.remove(ACTION)).orElse("");
    return switch (what) {
      case CHOOSE -> requireFields(given, TOPIC, CADENCE).flatMap(_ -> parseChoice(given));
      case UNSUBSCRIBE ->
          requireFields(given, TOPIC)
              .flatMap(_ -> parseTopic(given))
              .map(PreferenceCommand.Unsubscribe::new);
      case PAUSE ->
          requireFields(given, DAYS)
              .flatMap(_ -> parseDays(given))
              .map(PreferenceCommand.Pause::new);
      case RESUME -> requireFields(given).map(_ -> new PreferenceCommand.Resume());
      case UNSUBSCRIBE_ALL -> requireFields(given).map(_ -> new PreferenceCommand.UnsubscribeAll());
      case RESUBSCRIBE -> requireFields(given).map(_ -> new PreferenceCommand.Resubscribe());
      default -> Optional.empty();
    };
  }

  /** Returns the cadence of a name, empty if there is none. */
  public static Optional<Cadence> parseCadence(String name) {
    return Arrays.stream(Cadence.values())
        .filter(cadence -> EnumNames.jsonName(cadence).equals(name))
        .findFirst();
  }

  /** Returns a form that consists of one button. */
  static Html button(PageTheme theme, String action, String key, String style) {
    return theme.form(
        Html.lines(
            Html.hiddenField(ACTION, action),
            Html.format("<button class=\"%s\">%s</button>", Html.text(style), theme.message(key))));
  }

  private static Optional<Map<String, String>> requireFields(
      Map<String, String> given, String... names) {
    return Optional.of(given).filter(fields -> fields.keySet().equals(Set.of(names)));
  }

  private static Optional<PreferenceCommand> parseChoice(Map<String, String> given) {
    return parseTopic(given)
        .flatMap(topic ->
            value(given, CADENCE)
                .flatMap(PreferenceForm::parseCadence)
                .map(cadence -> new PreferenceCommand.ChooseCadence(topic, cadence)));
  }

  private static Optional<TopicId> parseTopic(Map<String, String> given) {
    try {
      return value(given, TOPIC).map(TopicId::new);
    } catch (InvalidInputException noTopic) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> parseDays(Map<String, String> given) {
    String days = value(given, DAYS).orElse("");
    return PAUSE_DAYS.stream().filter(offered -> offered.toString().equals(days)).findFirst();
  }

  private static Optional<String> value(Map<String, String> given, String name) {
    return Optional.ofNullable(given.get(name));
  }
}
