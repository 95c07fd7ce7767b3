package dev.sluice.api.explain;

import dev.sluice.core.explain.Explanation;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.planning.CapUsage;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.DropRecord;
import dev.sluice.json.DecisionReasonJson;
import dev.sluice.json.EnumNames;
import dev.sluice.json.Json;
import dev.sluice.json.MarketingHoldJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Encodes explanations and decisions as JSON. */
public final class ExplanationJson {

  private ExplanationJson() {}

  /** Returns an explanation: its kind, since or until when, and the reason if there is one. */
  public static ObjectNode toJson(Explanation explanation) {
    return switch (explanation) {
      case Explanation.Sent(var sent) ->
          decision("sent").put("at", sent.at().toString()).put("confirmed", sent.isConfirmed());
      case Explanation.Dropped(DropRecord(var at, var _, var code)) -> {
        ObjectNode json = decision("dropped").put("at", at.toString());
        json.putObject("reason").put("kind", EnumNames.jsonName(code));
        yield json;
      }
      case Explanation.Ended(var state, var since) ->
          decision(EnumNames.jsonName(state)).put("at", since.toString());
      case Explanation.NotInAudience(var missing, var excluding, var received) -> {
        ObjectNode json = decision("notInAudience");
        ObjectNode reason = json.putObject("reason").put("kind", "notInAudience");
        addSegments(reason.putArray("missing"), missing);
        addSegments(reason.putArray("excluding"), excluding);
        if (!received.isEmpty()) {
          ArrayNode campaigns = reason.putArray("received");
          received.forEach(id -> campaigns.add(id.value()));
        }
        yield json;
      }
      case Explanation.Paused(var since, var waitingUntil) ->
          putUntil(decision("paused").put("at", since.toString()), waitingUntil);
      case Explanation.Announced(var start, var slot) ->
          putUntil(decision("announced").put("at", start.toString()), slot);
      case Explanation.Passed(var _, Optional<DropReason> dropReason) -> {
        ObjectNode json = decision("passed");
        dropReason.ifPresent(reason -> json.set("reason", DecisionReasonJson.toJson(reason)));
        yield json;
      }
      case Explanation.Decided(Decision decision, var _) -> toJson(decision);
      case Explanation.Deferred(Instant until, Decision decision) -> {
        ObjectNode json = decision("wait").put("until", until.toString());
        json.putObject("reason").put("kind", "plannedBefore");
        json.set("wouldBe", toJson(decision));
        yield json;
      }
      case Explanation.Blocked(SendingBlock block, Decision decision, var waitingUntil) ->
          blockedToJson(block, decision, waitingUntil);
    };
  }

  private static ObjectNode blockedToJson(
      SendingBlock block, Decision decision, Optional<Instant> waitingUntil) {
    if (!(decision instanceof Decision.Send)) {
      ObjectNode json = toJson(decision);
      json.set("blockedBy", toJson(block));
      return json;
    }
    ObjectNode json = putUntil(decision("wait"), endOf(block).or(() -> waitingUntil));
    json.set("reason", toJson(block));
    return json;
  }

  private static Optional<Instant> endOf(SendingBlock block) {
    return block instanceof SendingBlock.WarmUpReached(var _, Instant until)
        ? Optional.of(until)
        : Optional.empty();
  }

  private static ObjectNode toJson(SendingBlock block) {
    return switch (block) {
      case SendingBlock.Held(MarketingHold hold, Optional<WithheldRuns> withheld) -> {
        ObjectNode json =
            MarketingHoldJson.addTo(
                Json.object().put("kind", "marketingHeld"), hold.reasons(), hold.since());
        withheld.ifPresent(runs -> json.set("withheld", MarketingHoldJson.toJson(runs)));
        yield json;
      }
      case SendingBlock.DispatchDisabled() -> Json.object().put("kind", "dispatchDisabled");
      case SendingBlock.SendingDisabled(double perSecond) ->
          Json.object().put("kind", "sendingDisabled").put("perSecond", perSecond);
      case SendingBlock.QuotaUnknown() -> Json.object().put("kind", "quotaUnknown");
      case SendingBlock.DailyQuotaReached(long perDay, long reserved, long sent) ->
          Json.object()
              .put("kind", "dailyQuotaReached")
              .put("perDay", perDay)
              .put("reserved", reserved)
              .put("sentLast24Hours", sent);
      case SendingBlock.WarmUpReached(long allowance, Instant until) ->
          Json.object()
              .put("kind", "warmUpReached")
              .put("allowance", allowance)
              .put("until", until.toString());
    };
  }

  /** Returns a decision: send, wait or drop. */
  public static ObjectNode toJson(Decision decision) {
    return switch (decision) {
      case Decision.Send _ -> decision("send");
      case Decision.Wait(Instant until, WaitReason reason) -> {
        ObjectNode json = decision("wait").put("until", until.toString());
        json.set("reason", DecisionReasonJson.toJson(reason));
        yield json;
      }
      case Decision.Drop(DropReason reason) -> {
        ObjectNode json = decision("drop");
        json.set("reason", DecisionReasonJson.toJson(reason));
        yield json;
      }
    };
  }

  /** Returns the usage of the caps that an explanation names. */
  public static ArrayNode capsToJson(Explanation explanation) {
    ArrayNode json = Json.object().putArray("caps");
    capUses(explanation).forEach(use -> json.add(DecisionReasonJson.toJson(use)));
    return json;
  }

  /** Returns one entry of a plan. */
  public static ObjectNode toJson(Plan.Entry entry) {
    return toJson(entry.decision()).put("campaign", entry.candidate().campaign().value());
  }

  private static List<CapUsage> capUses(Explanation explanation) {
    return explanation instanceof Explanation.Decided(Decision decision, var _)
        ? switch (decision) {
          case Decision.Send(var uses) -> uses;
          case Decision.Wait(var _, WaitReason reason) -> capUsesOf(reason);
          case Decision.Drop(DropReason reason) -> capUsesOf(reason);
        }
        : List.of();
  }

  private static List<CapUsage> capUsesOf(DropReason reason) {
    return switch (reason) {
      case DropReason.Capped(var _, WaitReason blocking) -> capUsesOf(blocking);
      case DropReason.Expired(var _, var blocking) ->
          blocking.map(ExplanationJson::capUsesOf).orElseGet(List::of);
      case DropReason.NotSubscribed _,
          DropReason.UnsubscribedFromAll _,
          DropReason.AddressSuppressed _,
          DropReason.Cancelled _,
          DropReason.LeftAudience _,
          DropReason.NotRenderable _,
          DropReason.Refused _ ->
          List.of();
    };
  }

  private static List<CapUsage> capUsesOf(WaitReason reason) {
    return reason
            instanceof WaitReason.CapReached(var cap, var limit, var window, var counted, var _)
        ? List.of(new CapUsage(cap, counted, limit, window))
        : List.of();
  }

  private static ObjectNode decision(String decision) {
    return Json.object().put("decision", decision);
  }

  private static ObjectNode putUntil(ObjectNode into, Optional<Instant> until) {
    until.ifPresent(instant -> into.put("until", instant.toString()));
    return into;
  }

  private static void addSegments(ArrayNode into, List<SegmentId> segments) {
    segments.forEach(segment -> into.add(segment.value()));
  }
}
