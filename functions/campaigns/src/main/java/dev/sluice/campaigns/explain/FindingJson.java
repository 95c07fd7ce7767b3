package dev.sluice.campaigns.explain;

import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.Names;
import dev.sluice.aws.json.ReasonJson;
import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.plan.CapUse;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.plan.WaitReason;
import dev.sluice.scheduling.standing.DropRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings and decisions as JSON, for programs. */
public final class FindingJson {

  private FindingJson() {}

  /** Returns a finding: what it is, since or until when, and the reason where there is one. */
  public static ObjectNode write(Finding finding) {
    return switch (finding) {
      case Finding.Sent(var sent) ->
          decision("sent").put("at", sent.at().toString()).put("confirmed", sent.isConfirmed());
      case Finding.Dropped(DropRecord(var at, var _, var code)) -> {
        ObjectNode written = decision("dropped").put("at", at.toString());
        written.putObject("reason").put("kind", Names.of(code));
        yield written;
      }
      case Finding.Ended(var state, var since) ->
          decision(Names.of(state)).put("at", since.toString());
      case Finding.NotInAudience(var missing, var excluding) -> {
        ObjectNode written = decision("notInAudience");
        ObjectNode reason = written.putObject("reason").put("kind", "notInAudience");
        segments(reason.putArray("missing"), missing);
        segments(reason.putArray("excluding"), excluding);
        yield written;
      }
      case Finding.Paused(var since, var waitingUntil) ->
          until(decision("paused").put("at", since.toString()), waitingUntil);
      case Finding.Announced(var start, var slot) ->
          until(decision("announced").put("at", start.toString()), slot);
      case Finding.Passed(var _, Optional<DropReason> refusal) -> {
        ObjectNode written = decision("passed");
        refusal.ifPresent(reason -> written.set("reason", ReasonJson.write(reason)));
        yield written;
      }
      case Finding.Decided(Decision decision, var _) -> write(decision);
    };
  }

  /** Returns a decision: send, wait or drop. */
  public static ObjectNode write(Decision decision) {
    return switch (decision) {
      case Decision.Send _ -> decision("send");
      case Decision.Wait(Instant until, WaitReason reason) -> {
        ObjectNode written = decision("wait").put("until", until.toString());
        written.set("reason", ReasonJson.write(reason));
        yield written;
      }
      case Decision.Drop(DropReason reason) -> {
        ObjectNode written = decision("drop");
        written.set("reason", ReasonJson.write(reason));
        yield written;
      }
    };
  }

  /** Returns how full the caps are that a finding speaks of. */
  public static ArrayNode caps(Finding finding) {
    ArrayNode written = Json.object().putArray("caps");
    uses(finding).forEach(use -> written.add(ReasonJson.write(use)));
    return written;
  }

  /** Returns one entry of a plan. */
  public static ObjectNode write(Plan.Entry entry) {
    return write(entry.decision()).put("campaign", entry.candidate().campaign().value());
  }

  private static List<CapUse> uses(Finding finding) {
    return finding instanceof Finding.Decided(Decision decision, var _)
        ? switch (decision) {
          case Decision.Send(var uses) -> uses;
          case Decision.Wait(var _, WaitReason reason) -> use(reason);
          case Decision.Drop(DropReason reason) -> use(reason);
        }
        : List.of();
  }

  private static List<CapUse> use(DropReason reason) {
    return switch (reason) {
      case DropReason.Capped(var _, WaitReason holding) -> use(holding);
      case DropReason.Expired(var _, var holding) ->
          holding.map(FindingJson::use).orElseGet(List::of);
      case DropReason.NotSubscribed _,
          DropReason.LeftAll _,
          DropReason.AddressSuppressed _,
          DropReason.Cancelled _,
          DropReason.LeftAudience _,
          DropReason.NotRenderable _,
          DropReason.Refused _ ->
          List.of();
    };
  }

  private static List<CapUse> use(WaitReason reason) {
    return reason
            instanceof WaitReason.CapReached(var cap, var limit, var window, var counted, var _)
        ? List.of(new CapUse(cap, counted, limit, window))
        : List.of();
  }

  private static ObjectNode decision(String decision) {
    return Json.object().put("decision", decision);
  }

  private static ObjectNode until(ObjectNode into, Optional<Instant> until) {
    until.ifPresent(instant -> into.put("until", instant.toString()));
    return into;
  }

  private static void segments(ArrayNode into, List<SegmentId> segments) {
    segments.forEach(segment -> into.add(segment.value()));
  }
}
