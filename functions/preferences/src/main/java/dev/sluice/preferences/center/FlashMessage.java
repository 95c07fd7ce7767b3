package dev.sluice.preferences.center;

import dev.sluice.core.policy.TopicId;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;
import java.util.Map;
import java.util.Optional;

/**
 * The message that the page shows after a change, named by a parameter of its address.
 *
 * <p>A forged address cannot make the page state something false: each message appears only if the
 * subscriber's state confirms it, and its details come from the state.
 */
public final class FlashMessage {

  /** The parameter that names the change. */
  public static final String PARAMETER = "done";

  private static final String TOPIC_SEPARATOR = ".";

  private FlashMessage() {}

  /** Returns the parameter's value after a command was carried out. */
  public static String parameterValue(PreferenceCommand command) {
    return switch (command) {
      case PreferenceCommand.ChooseCadence(TopicId topic, var _) ->
          PreferenceForm.CHOOSE + TOPIC_SEPARATOR + topic;
      case PreferenceCommand.Unsubscribe(TopicId topic) ->
          PreferenceForm.UNSUBSCRIBE + TOPIC_SEPARATOR + topic;
      case PreferenceCommand.Pause _ -> PreferenceForm.PAUSE;
      case PreferenceCommand.Resume _ -> PreferenceForm.RESUME;
      case PreferenceCommand.UnsubscribeAll _ -> PreferenceForm.UNSUBSCRIBE_ALL;
      case PreferenceCommand.Resubscribe _ -> PreferenceForm.RESUBSCRIBE;
    };
  }

  /** Returns the message that a parameter names, empty if the state does not confirm it. */
  static Optional<Html> render(String name, PreferenceCenter center, PageTheme theme) {
    String[] parts = name.split("\\" + TOPIC_SEPARATOR, 2);
    return switch (parts[0]) {
      case PreferenceForm.CHOOSE ->
          topic(parts, center).flatMap(topic -> choiceSaved(topic, center, theme));
      case PreferenceForm.UNSUBSCRIBE ->
          topic(parts, center)
              .filter(topic -> !center.isReceiving(topic))
              .map(topic ->
                  theme.message("done.left", "topic", theme.topicName(topic, center.topic(topic))));
      case PreferenceForm.PAUSE ->
          messageIf("done.paused", theme, center.pausedUntil().isPresent());
      case PreferenceForm.RESUME ->
          messageIf("done.resumed", theme, center.pausedUntil().isEmpty());
      case PreferenceForm.UNSUBSCRIBE_ALL ->
          messageIf("done.leftAll", theme, center.unsubscribedFromAllSince().isPresent());
      case PreferenceForm.RESUBSCRIBE ->
          messageIf("done.returned", theme, center.unsubscribedFromAllSince().isEmpty());
      default -> Optional.empty();
    };
  }

  private static Optional<Html> messageIf(String key, PageTheme theme, boolean confirmed) {
    return Optional.of(theme.message(key)).filter(_ -> confirmed);
  }

  private static Optional<TopicId> topic(String[] parts, PreferenceCenter center) {
    return center.topics().stream()
        .map(topic -> topic.id())
        .filter(id -> parts.length == 2 && id.value().equals(parts[1]))
        .findFirst();
  }

  private static Optional<Html> choiceSaved(
      TopicId topic, PreferenceCenter center, PageTheme theme) {
    return center
        .explicitChoice(topic)
        .filter(_ -> center.isReceiving(topic))
        .map(choice ->
            theme.message(
                "done.saved",
                Map.of(
                    "topic",
                    theme.topicName(topic, center.topic(topic)),
                    "cadence",
                    theme.cadence(choice.cadence()))));
  }
}
