package dev.sluice.preferences.center;

import dev.sluice.core.policy.TopicId;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Messages;
import dev.sluice.preferences.page.PageTheme;
import java.util.Map;
import java.util.Optional;

/**
 * What was done, as the page tells it after a form was sent.
 *
 * <p>The page is told by a parameter of its address. So that nobody can be told by a made-up
 * address what is not the case, each sentence is said only if the standing bears it out, and it
 * says what the standing says.
 */
public final class FlashMessage {

  /** The parameter that names what was done. */
  public static final String PARAMETER = "done";

  private static final String TOPIC_SEPARATOR = ".";

  private FlashMessage() {}

  /** Returns how an address names a wish that was fulfilled. */
  public static String parameterValue(PreferenceCommand wish) {
    return switch (wish) {
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

  /** Returns what an address says was done, empty if it is not so. */
  static Optional<Html> render(String name, PreferenceCenter centre, PageTheme look) {
    Messages speech = look.messages();
    String[] parts = name.split("\\" + TOPIC_SEPARATOR, 2);
    return switch (parts[0]) {
      case PreferenceForm.CHOOSE ->
          topic(parts, centre).flatMap(topic -> choiceSaved(topic, centre, look));
      case PreferenceForm.UNSUBSCRIBE ->
          topic(parts, centre)
              .filter(topic -> !centre.isReceiving(topic))
              .map(topic ->
                  speech.get("done.left", "topic", look.topicName(topic, centre.topic(topic))));
      case PreferenceForm.PAUSE ->
          messageIf("done.paused", speech, centre.pausedUntil().isPresent());
      case PreferenceForm.RESUME ->
          messageIf("done.resumed", speech, centre.pausedUntil().isEmpty());
      case PreferenceForm.UNSUBSCRIBE_ALL ->
          messageIf("done.leftAll", speech, centre.unsubscribedFromAllSince().isPresent());
      case PreferenceForm.RESUBSCRIBE ->
          messageIf("done.returned", speech, centre.unsubscribedFromAllSince().isEmpty());
      default -> Optional.empty();
    };
  }

  private static Optional<Html> messageIf(String key, Messages speech, boolean isSo) {
    return Optional.of(speech.get(key)).filter(_ -> isSo);
  }

  private static Optional<TopicId> topic(String[] parts, PreferenceCenter centre) {
    return centre.topics().stream()
        .map(topic -> topic.id())
        .filter(id -> parts.length == 2 && id.value().equals(parts[1]))
        .findFirst();
  }

  private static Optional<Html> choiceSaved(
      TopicId topic, PreferenceCenter centre, PageTheme look) {
    return centre
        .explicitChoice(topic)
        .filter(_ -> centre.isReceiving(topic))
        .map(choice ->
            look.messages()
                .get(
                    "done.saved",
                    Map.of(
                        "topic",
                        look.topicName(topic, centre.topic(topic)),
                        "cadence",
                        look.messages().get(TopicCards.cadenceKey(choice.cadence())))));
  }
}
