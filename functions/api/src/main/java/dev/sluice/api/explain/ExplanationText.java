package dev.sluice.api.explain;

import static java.util.stream.Collectors.joining;

import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.planning.CapUsage;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings in plain English: one or two sentences for someone who never saw the code. */
public final class ExplanationText {

  private final InstantFormatter instants;
  private final ReasonText reasons;

  /**
   * Creates a wording.
   *
   * @param zone the subscriber's zone, in which instants are told
   */
  public ExplanationText(ZoneId zone) {
    instants = new InstantFormatter(zone);
    reasons = new ReasonText(instants);
  }

  /** Returns a finding in one or two sentences. */
  public String describe(Explanation finding) {
    return switch (finding) {
      case Explanation.Sent(SendRecord sent) -> describeSent(sent);
      case Explanation.Dropped(DropRecord(var at, var _, var code)) ->
          "It was dropped at %s, after it had waited, because %s."
              .formatted(instants.format(at), reasons.describe(code));
      case Explanation.Ended(CampaignState state, Instant since) -> describeEnded(state, since);
      case Explanation.NotInAudience(var missing, var excluding) ->
          "It is not for this subscriber: they are %s."
              .formatted(describeMismatch(missing, excluding));
      case Explanation.Paused(Instant since, Optional<Instant> waitingUntil) ->
          "Nothing is sent while the campaign is paused, since %s. %s"
              .formatted(instants.format(since), describePlannedSend(waitingUntil));
      case Explanation.Announced(Instant start, Optional<Instant> slot) ->
          describeAnnounced(start, slot);
      case Explanation.Passed(var _, Optional<DropReason> refusal) -> describePassed(refusal);
      case Explanation.Decided(Decision decision, Optional<Instant> waitingUntil) ->
          describeDecision(decision, waitingUntil);
    };
  }

  private String describeSent(SendRecord sent) {
    if (!sent.isConfirmed()) {
      return "It was handed to SES at %s and the answer was lost: it may have arrived, so it is never sent again."
          .formatted(instants.format(sent.at()));
    }
    String known =
        "It was sent at %s, and is never sent again.".formatted(instants.format(sent.at()));
    return SendEventText.describe(sent.events()).map(heard -> known + " " + heard).orElse(known);
  }

  private String describeEnded(CampaignState state, Instant since) {
    String how = state == CampaignState.CANCELLED ? "was cancelled" : "completed";
    return "The campaign %s at %s, and nothing was sent to this subscriber."
        .formatted(how, instants.format(since));
  }

  private static String describeMismatch(List<SegmentId> missing, List<SegmentId> excluding) {
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("not in " + segmentNames(missing));
    }
    if (!excluding.isEmpty()) {
      parts.add("in " + segmentNames(excluding) + ", which the campaign excludes");
    }
    return String.join(", and ", parts);
  }

  private static String segmentNames(List<SegmentId> segments) {
    return (segments.size() == 1 ? "the segment " : "the segments ")
        + segments.stream().map(id -> "'" + id + "'").collect(joining(" and "));
  }

  private String describePlannedSend(Optional<Instant> waitingUntil) {
    return waitingUntil
        .map(until -> "The send keeps waiting; it was planned for " + instants.format(until) + ".")
        .orElse("Once it is resumed, this subscriber is decided like everyone else.");
  }

  private String describeAnnounced(Instant start, Optional<Instant> slot) {
    return "The campaign starts at %s. %s"
        .formatted(
            instants.format(start),
            slot.map(at -> "As things stand, it goes out at " + instants.format(at) + ".")
                .orElse("No slot is kept for it yet."));
  }

  private String describePassed(Optional<DropReason> refusal) {
    return "The campaign has passed this subscriber without a send; why is not recorded for those"
        + " who never waited. "
        + refusal
            .map(reason -> "Now it would be dropped because " + reasons.describe(reason) + ".")
            .orElse("What held it then holds no longer, and it is not taken up again.");
  }

  private String describeDecision(Decision decision, Optional<Instant> waitingUntil) {
    return switch (decision) {
      case Decision.Send(List<CapUsage> uses) ->
          "It goes out at the next visit. " + describeCapUse(uses);
      case Decision.Wait(Instant until, WaitReason reason) ->
          "It %s until %s, because %s."
              .formatted(
                  waitingUntil.isPresent() ? "waits" : "has to wait",
                  instants.format(until),
                  reasons.describe(reason));
      case Decision.Drop(DropReason reason) ->
          "It is dropped at the next visit, because " + reasons.describe(reason) + ".";
    };
  }

  private static String describeCapUse(List<CapUsage> uses) {
    return uses.isEmpty()
        ? "No cap limits it."
        : "Every cap has room, this send counted: "
            + uses.stream().map(ExplanationText::formatUse).collect(joining(", "))
            + ".";
  }

  private static String formatUse(CapUsage use) {
    return "'%s' %d of %d in %s"
        .formatted(use.cap(), use.used(), use.limit(), use.window().describe());
  }
}
