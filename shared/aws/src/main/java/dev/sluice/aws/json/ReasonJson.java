package dev.sluice.aws.json;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.CapUse;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.WaitReason;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reasons of decisions as JSON: a kind, and everything the reason knows. */
public final class ReasonJson {

  private ReasonJson() {}

  /** Returns why a send waits. */
  public static ObjectNode write(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached(var cap, var limit, var window, var counted, var inFavourOf) -> {
        ObjectNode written = kind("capReached").put("cap", cap).put("limit", limit);
        written.set("window", PolicyJson.write(window));
        yield campaigns(written.put("counted", counted), inFavourOf);
      }
      case WaitReason.CadenceHolds(var topic, var cadence, var other, var inFavourOf) ->
          campaigns(
              kind("cadenceHolds")
                  .put("topic", topic.value())
                  .put("cadence", Names.of(cadence))
                  .put("other", other.toString()),
              inFavourOf);
      case WaitReason.QuietNow(var hours, var zone) -> {
        ObjectNode written = kind("quietNow");
        written.set("hours", PolicyJson.write(hours));
        yield written.put("zone", zone.getId());
      }
      case WaitReason.SubscriberPaused(var until) ->
          kind("subscriberPaused").put("until", until.toString());
      case WaitReason.SendingHeld(var cause) -> kind("sendingHeld").put("cause", cause);
    };
  }

  /** Returns why a send is dropped. */
  public static ObjectNode write(DropReason reason) {
    ObjectNode written = kind(Names.of(reason.code()));
    return switch (reason) {
      case DropReason.NotSubscribed(var topic) -> written.put("topic", topic.value());
      case DropReason.LeftAll(var since) -> written.put("since", since.toString());
      case DropReason.AddressSuppressed(var suppression) ->
          written
              .put("cause", Names.of(suppression.cause()))
              .put("since", suppression.since().toString());
      case DropReason.Capped(var free, var holding) ->
          holding(written.put("free", free.toString()), Optional.of(holding));
      case DropReason.Expired(var expiry, var holding) ->
          holding(written.put("expiry", expiry.toString()), holding);
      case DropReason.NotRenderable(var problem) -> written.put("problem", problem);
      case DropReason.Refused(var cause) -> written.put("cause", cause);
      case DropReason.Cancelled _, DropReason.LeftAudience _ -> written;
    };
  }

  /** Returns how full a cap is. */
  public static ObjectNode write(CapUse use) {
    ObjectNode written =
        Json.object().put("cap", use.cap()).put("used", use.used()).put("limit", use.limit());
    written.set("window", PolicyJson.write(use.window()));
    return written;
  }

  private static ObjectNode kind(String kind) {
    return Json.object().put("kind", kind);
  }

  private static ObjectNode holding(ObjectNode into, Optional<WaitReason> holding) {
    holding.ifPresent(reason -> into.set("holding", write(reason)));
    return into;
  }

  private static ObjectNode campaigns(ObjectNode into, List<CampaignId> inFavourOf) {
    ArrayNode written = into.putArray("inFavourOf");
    inFavourOf.forEach(campaign -> written.add(campaign.value()));
    return into;
  }
}
