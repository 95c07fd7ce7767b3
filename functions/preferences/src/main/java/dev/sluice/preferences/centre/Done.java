package dev.sluice.preferences.centre;

import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;
import dev.sluice.scheduling.policy.TopicId;
import java.util.Map;
import java.util.Optional;

/**
 * What was done, as the page tells it after a form was sent.
 *
 * <p>The page is told by a parameter of its address. So that nobody can be told by a made-up
 * address what is not the case, each sentence is said only if the standing bears it out, and it
 * says what the standing says.
 */
public final class Done {

  /** The parameter that names what was done. */
  public static final String PARAMETER = "done";

  private static final String PER_TOPIC = ".";

  private Done() {}

  /** Returns how an address names a wish that was fulfilled. */
  public static String nameOf(Wish wish) {
    return switch (wish) {
      case Wish.Choose(TopicId topic, var _) -> Wishes.CHOOSE + PER_TOPIC + topic;
      case Wish.Leave(TopicId topic) -> Wishes.LEAVE + PER_TOPIC + topic;
      case Wish.Pause _ -> Wishes.PAUSE;
      case Wish.Resume _ -> Wishes.RESUME;
      case Wish.LeaveAll _ -> Wishes.LEAVE_ALL;
      case Wish.Return _ -> Wishes.RETURN;
    };
  }

  /** Returns what an address says was done, empty if it is not so. */
  static Optional<Html> told(String name, Centre centre, Look look) {
    Speech speech = look.speech();
    String[] parts = name.split("\\" + PER_TOPIC, 2);
    return switch (parts[0]) {
      case Wishes.CHOOSE -> topic(parts, centre).flatMap(topic -> chosen(topic, centre, look));
      case Wishes.LEAVE ->
          topic(parts, centre)
              .filter(topic -> !centre.gets(topic))
              .map(
                  topic -> speech.say("done.left", "topic", look.name(topic, centre.topic(topic))));
      case Wishes.PAUSE -> say("done.paused", speech, centre.pausedUntil().isPresent());
      case Wishes.RESUME -> say("done.resumed", speech, centre.pausedUntil().isEmpty());
      case Wishes.LEAVE_ALL -> say("done.leftAll", speech, centre.leftAll().isPresent());
      case Wishes.RETURN -> say("done.returned", speech, centre.leftAll().isEmpty());
      default -> Optional.empty();
    };
  }

  private static Optional<Html> say(String key, Speech speech, boolean isSo) {
    return Optional.of(speech.say(key)).filter(_ -> isSo);
  }

  private static Optional<TopicId> topic(String[] parts, Centre centre) {
    return centre.topics().stream()
        .map(topic -> topic.id())
        .filter(id -> parts.length == 2 && id.value().equals(parts[1]))
        .findFirst();
  }

  private static Optional<Html> chosen(TopicId topic, Centre centre, Look look) {
    return centre
        .said(topic)
        .filter(_ -> centre.gets(topic))
        .map(choice ->
            look.speech()
                .say(
                    "done.saved",
                    Map.of(
                        "topic",
                        look.name(topic, centre.topic(topic)),
                        "cadence",
                        look.speech().say(TopicCards.cadenceKey(choice.cadence())))));
  }
}
