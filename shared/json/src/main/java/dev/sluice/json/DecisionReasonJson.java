package dev.sluice.json;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.planning.CapUsage;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.WaitReason;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reasons of decisions as JSON: a kind, and everything the reason knows. */
public final class DecisionReasonJson {

  private DecisionReasonJson() {}

  /** Returns why a send waits. */
  public static ObjectNode toJson(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached(var cap, var limit, var window, var counted, var inFavourOf) -> {
        ObjectNode written = newObjectOfKind("capReached").put("cap", cap).put("limit", limit);
        written.set("window", SendPolicyJson.toJson(window));
        yield addCampaigns(written.put("counted", counted), inFavourOf);
      }
      case WaitReason.CadenceHolds(var topic, var cadence, var other, var inFavourOf) ->
          addCampaigns(
              newObjectOfKind("cadenceHolds")
                  .put("topic", topic.value())
                  .put("cadence", EnumNames.jsonName(cadence))
                  .put("other", other.toString()),
              inFavourOf);
      case WaitReason.QuietNow(var hours, var zone) -> {
        ObjectNode written = newObjectOfKind("quietNow");
        written.set("hours", SendPolicyJson.toJson(hours));
        yield written.put("zone", zone.getId());
      }
      case WaitReason.SubscriberPaused(var until) ->
          newObjectOfKind("subscriberPaused").put("until", until.toString());
      case WaitReason.SendingHeld(var cause) -> newObjectOfKind("sendingHeld").put("cause", cause);
    };
  }

  /** Returns why a send is dropped. */
  public static ObjectNode toJson(DropReason reason) {
    ObjectNode written = newObjectOfKind(EnumNames.jsonName(reason.code()));
    return switch (reason) {
      case DropReason.NotSubscribed(var topic) -> written.put("topic", topic.value());
      case DropReason.UnsubscribedFromAll(var since) -> written.put("since", since.toString());
      case DropReason.AddressSuppressed(var suppression) ->
          written
              .put("cause", EnumNames.jsonName(suppression.cause()))
              .put("since", suppression.since().toString());
      case DropReason.Capped(var free, var holding) ->
          addHolding(written.put("free", free.toString()), Optional.of(holding));
      case DropReason.Expired(var expiry, var holding) ->
          addHolding(written.put("expiry", expiry.toString()), holding);
      case DropReason.NotRenderable(var problem) -> written.put("problem", problem);
      case DropReason.Refused(var cause) -> written.put("cause", cause);
      case DropReason.Cancelled _, DropReason.LeftAudience _ -> written;
    };
  }

  /** Returns how full a cap is. */
  public static ObjectNode toJson(CapUsage use) {
    ObjectNode written =
        Json.object().put("cap", use.cap()).put("used", use.used()).put("limit", use.limit());
    written.set("window", SendPolicyJson.toJson(use.window()));
    return written;
  }

  private static ObjectNode newObjectOfKind(String kind) {
    return Json.object().put("kind", kind);
  }

  private static ObjectNode addHolding(ObjectNode into, Optional<WaitReason> holding) {
    holding.ifPresent(reason -> into.set("holding", toJson(reason)));
    return into;
  }

  private static ObjectNode addCampaigns(ObjectNode into, List<CampaignId> inFavourOf) {
    ArrayNode written = into.putArray("inFavourOf");
    inFavourOf.forEach(campaign -> written.add(campaign.value()));
    return into;
  }
}
