package dev.sluice.json;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import tools.jackson.databind.node.ObjectNode;

/** Changes of consent as JSON: a kind, and everything the change knows. */
public final class ConsentChangeJson {

  private ConsentChangeJson() {}

  /** Returns a change as JSON. */
  public static ObjectNode toJson(ConsentChange change) {
    return switch (change) {
      case ConsentChange.TopicChosen(var topic, var choice) ->
          addChoice(newObjectOfKind("topicChosen").put("topic", topic.value()), choice);
      case ConsentChange.UnsubscribedFromAll _ -> newObjectOfKind("allLeft");
      case ConsentChange.Resubscribed _ -> newObjectOfKind("returned");
      case ConsentChange.Paused(var until) ->
          newObjectOfKind("paused").put("until", until.toString());
      case ConsentChange.Resumed _ -> newObjectOfKind("resumed");
      case ConsentChange.Suppressed(var cause) ->
          newObjectOfKind("suppressed").put("cause", EnumNames.jsonName(cause));
      case ConsentChange.Unsuppressed unsuppressed -> unsuppressedToJson(unsuppressed);
      case ConsentChange.Erased _ -> newObjectOfKind("erased");
      case ConsentChange.ErasureLifted _ -> newObjectOfKind("erasureLifted");
    };
  }

  private static ObjectNode unsuppressedToJson(ConsentChange.Unsuppressed change) {
    ObjectNode written = newObjectOfKind("unsuppressed");
    change
        .reason()
        .ifPresent(reason ->
            written.put("reason", reason).put("despiteComplaint", change.despiteComplaint()));
    return written;
  }

  private static ObjectNode addChoice(ObjectNode into, TopicChoice choice) {
    return into.put("subscribed", choice.subscription() == Subscription.SUBSCRIBED)
        .put("cadence", EnumNames.jsonName(choice.cadence()));
  }

  private static ObjectNode newObjectOfKind(String kind) {
    return Json.object().put("kind", kind);
  }
}
