package dev.sluice.aws.json;

import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import tools.jackson.databind.node.ObjectNode;

/** Changes of consent as JSON: a kind, and everything the change knows. */
public final class ConsentChangeJson {

  private ConsentChangeJson() {}

  /** Returns a change as JSON. */
  public static ObjectNode write(ConsentChange change) {
    return switch (change) {
      case ConsentChange.TopicChosen(var topic, var choice) ->
          choice(kind("topicChosen").put("topic", topic.value()), choice);
      case ConsentChange.AllLeft _ -> kind("allLeft");
      case ConsentChange.Returned _ -> kind("returned");
      case ConsentChange.Paused(var until) -> kind("paused").put("until", until.toString());
      case ConsentChange.Resumed _ -> kind("resumed");
      case ConsentChange.Suppressed(var cause) -> kind("suppressed").put("cause", Names.of(cause));
      case ConsentChange.Unsuppressed unsuppressed -> unsuppressed(unsuppressed);
      case ConsentChange.Erased _ -> kind("erased");
      case ConsentChange.ErasureLifted _ -> kind("erasureLifted");
    };
  }

  private static ObjectNode unsuppressed(ConsentChange.Unsuppressed change) {
    ObjectNode written = kind("unsuppressed");
    change
        .reason()
        .ifPresent(reason ->
            written.put("reason", reason).put("despiteComplaint", change.despiteComplaint()));
    return written;
  }

  private static ObjectNode choice(ObjectNode into, TopicChoice choice) {
    return into.put("subscribed", choice.subscription() == Subscription.SUBSCRIBED)
        .put("cadence", Names.of(choice.cadence()));
  }

  private static ObjectNode kind(String kind) {
    return Json.object().put("kind", kind);
  }
}
