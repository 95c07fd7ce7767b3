package dev.sluice.campaigns.explain;

import static java.util.stream.Collectors.joining;

import dev.sluice.scheduling.audience.SegmentId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.plan.CapUse;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.WaitReason;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings in plain English: one or two sentences for someone who never saw the code. */
public final class Wording {

  private final Moments moments;
  private final ReasonWording reasons;

  /**
   * Creates a wording.
   *
   * @param zone the subscriber's zone, in which instants are told
   */
  public Wording(ZoneId zone) {
    moments = new Moments(zone);
    reasons = new ReasonWording(moments);
  }

  /** Returns a finding in one or two sentences. */
  public String of(Finding finding) {
    return switch (finding) {
      case Finding.Sent(SendRecord sent) -> sent(sent);
      case Finding.Dropped(DropRecord(var at, var _, var code)) ->
          "It was dropped at %s, after it had waited, because %s."
              .formatted(moments.of(at), reasons.because(code));
      case Finding.Ended(CampaignState state, Instant since) -> ended(state, since);
      case Finding.NotInAudience(var missing, var excluding) ->
          "It is not for this subscriber: they are %s.".formatted(outside(missing, excluding));
      case Finding.Paused(Instant since, Optional<Instant> waitingUntil) ->
          "Nothing is sent while the campaign is paused, since %s. %s"
              .formatted(moments.of(since), held(waitingUntil));
      case Finding.Announced(Instant start, Optional<Instant> slot) -> announced(start, slot);
      case Finding.Passed(var _, Optional<DropReason> refusal) -> passed(refusal);
      case Finding.Decided(Decision decision, Optional<Instant> waitingUntil) ->
          decided(decision, waitingUntil);
    };
  }

  private String sent(SendRecord sent) {
    if (!sent.isConfirmed()) {
      return "It was handed to SES at %s and the answer was lost: it may have arrived, so it is never sent again."
          .formatted(moments.of(sent.at()));
    }
    String known = "It was sent at %s, and is never sent again.".formatted(moments.of(sent.at()));
    return HeardWording.of(sent.heard()).map(heard -> known + " " + heard).orElse(known);
  }

  private String ended(CampaignState state, Instant since) {
    String how = state == CampaignState.CANCELLED ? "was cancelled" : "completed";
    return "The campaign %s at %s, and nothing was sent to this subscriber."
        .formatted(how, moments.of(since));
  }

  private static String outside(List<SegmentId> missing, List<SegmentId> excluding) {
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("not in " + names(missing));
    }
    if (!excluding.isEmpty()) {
      parts.add("in " + names(excluding) + ", which the campaign excludes");
    }
    return String.join(", and ", parts);
  }

  private static String names(List<SegmentId> segments) {
    return (segments.size() == 1 ? "the segment " : "the segments ")
        + segments.stream().map(id -> "'" + id + "'").collect(joining(" and "));
  }

  private String held(Optional<Instant> waitingUntil) {
    return waitingUntil
        .map(until -> "The send keeps waiting; it was planned for " + moments.of(until) + ".")
        .orElse("Once it is resumed, this subscriber is decided like everyone else.");
  }

  private String announced(Instant start, Optional<Instant> slot) {
    return "The campaign starts at %s. %s"
        .formatted(
            moments.of(start),
            slot.map(at -> "As things stand, it goes out at " + moments.of(at) + ".")
                .orElse("No slot is kept for it yet."));
  }

  private String passed(Optional<DropReason> refusal) {
    return "The campaign has passed this subscriber without a send; why is not recorded for those"
        + " who never waited. "
        + refusal
            .map(reason -> "Now it would be dropped because " + reasons.because(reason) + ".")
            .orElse("What held it then holds no longer, and it is not taken up again.");
  }

  private String decided(Decision decision, Optional<Instant> waitingUntil) {
    return switch (decision) {
      case Decision.Send(List<CapUse> uses) -> "It goes out at the next visit. " + room(uses);
      case Decision.Wait(Instant until, WaitReason reason) ->
          "It %s until %s, because %s."
              .formatted(
                  waitingUntil.isPresent() ? "waits" : "has to wait",
                  moments.of(until),
                  reasons.because(reason));
      case Decision.Drop(DropReason reason) ->
          "It is dropped at the next visit, because " + reasons.because(reason) + ".";
    };
  }

  private static String room(List<CapUse> uses) {
    return uses.isEmpty()
        ? "No cap limits it."
        : "Every cap has room, this send counted: "
            + uses.stream().map(Wording::use).collect(joining(", "))
            + ".";
  }

  private static String use(CapUse use) {
    return "'%s' %d of %d in %s"
        .formatted(use.cap(), use.used(), use.limit(), use.window().describe());
  }
}
