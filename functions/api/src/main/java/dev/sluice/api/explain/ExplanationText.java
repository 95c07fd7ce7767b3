package dev.sluice.api.explain;

import static java.util.stream.Collectors.joining;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.explain.Explanation;
import dev.sluice.core.hold.HoldReason;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.planning.CapUsage;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SendRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes explanations in plain English: one or two sentences.
 *
 * @param zone the subscriber's zone, in which instants are written
 */
public record ExplanationText(ZoneId zone) {

  /** Returns an explanation in one or two sentences. */
  public String describe(Explanation explanation) {
    return switch (explanation) {
      case Explanation.Sent(SendRecord sent) -> describeSent(sent);
      case Explanation.Dropped(DropRecord(var at, var _, var code)) ->
          "It was dropped at %s after it had been deferred, because %s."
              .formatted(format(at), describe(code));
      case Explanation.Ended(CampaignState state, Instant since) -> describeEnded(state, since);
      case Explanation.NotInAudience(var missing, var excluding, var received) ->
          "The subscriber is not in the audience: they are %s."
              .formatted(describeMismatch(missing, excluding, received));
      case Explanation.Paused(Instant since, Optional<Instant> waitingUntil) ->
          "The campaign has been paused since %s, and nothing is sent. %s"
              .formatted(format(since), describePlannedSend(waitingUntil));
      case Explanation.Announced(Instant start, Optional<Instant> slot) ->
          describeAnnounced(start, slot);
      case Explanation.Passed(var _, Optional<DropReason> dropReason) -> describePassed(dropReason);
      case Explanation.Decided(Decision decision, Optional<Instant> waitingUntil) ->
          describeDecision(decision, waitingUntil);
      case Explanation.Deferred(Instant until, Decision decision) ->
          "It is deferred until %s and planned again then. %s"
              .formatted(format(until), describeCurrent(decision));
      case Explanation.Blocked(SendingBlock block, Decision decision, var waitingUntil) ->
          describeBlocked(block, decision, waitingUntil);
    };
  }

  private String describeCurrent(Decision decision) {
    return switch (decision) {
      case Decision.Send _ -> "If it were planned now, it would be sent.";
      case Decision.Wait(Instant earlier, var _) ->
          "If it were planned now, it would be sent at " + format(earlier) + ".";
      case Decision.Drop(DropReason reason) ->
          "If it were planned now, it would be dropped, because " + describe(reason) + ".";
    };
  }

  private String describeBlocked(
      SendingBlock block, Decision decision, Optional<Instant> waitingUntil) {
    return decision instanceof Decision.Send
        ? "It would be sent now, but %s. %s".formatted(describe(block), describeEnd(block))
        : "%s At present %s. %s"
            .formatted(
                describeDecision(decision, waitingUntil), describe(block), describeEnd(block));
  }

  /** Returns why the account sends no marketing, as a clause. */
  private String describe(SendingBlock block) {
    return switch (block) {
      case SendingBlock.Held(MarketingHold hold, Optional<WithheldRuns> withheld) ->
          "all marketing has been held since %s: %s"
              .formatted(
                  format(hold.since()),
                  hold.reasons().stream()
                      .sorted()
                      .map(reason -> describe(reason, withheld))
                      .collect(joining("; ")));
      case SendingBlock.DispatchDisabled() ->
          "sending is switched off: the parameter DispatchState is DISABLED";
      case SendingBlock.SendingDisabled(double perSecond) ->
          perSecond > 0
              ? "SES accepts no mail from the account"
              : "the account's sending rate is zero";
      case SendingBlock.QuotaUnknown() ->
          "SES does not return the account's quota, and SesQuotaFallback is empty";
      case SendingBlock.DailyQuotaReached(long perDay, long reserved, long sent) ->
          "the daily quota is used up: %d of %d in the last 24 hours, and %d are reserved for"
                  .formatted(sent, perDay, reserved)
              + " transactional mail";
      case SendingBlock.WarmUpReached(long allowance, var _) ->
          "the day's share of the warm-up is used up: %d messages".formatted(allowance);
    };
  }

  private static String describe(HoldReason reason, Optional<WithheldRuns> withheld) {
    return switch (reason) {
      case SENDING_DISABLED -> "SES has disabled sending for the account";
      case PROBATION -> "SES has the account under review";
      case SHUTDOWN -> "SES has shut the account down";
      case BOUNCE_RATE -> "too many messages bounce";
      case COMPLAINT_RATE -> "too many recipients report mail as spam";
      case SPAM_RATE ->
          "a mailbox provider publishes too high a spam rate (sluice reputation list)";
      case SENDING_WITHHELD ->
          "SES accepts no mail"
              + withheld.map(runs -> " (" + runs.cause().inWords() + ")").orElse("");
    };
  }

  private String describeEnd(SendingBlock block) {
    return switch (block) {
      case SendingBlock.Held _ -> "Nothing is lost; it is planned again when the hold has ended.";
      case SendingBlock.DispatchDisabled() ->
          "Nothing is lost; it is planned again when sending is switched on.";
      case SendingBlock.SendingDisabled _ ->
          "Nothing is lost; it is planned again when SES accepts mail.";
      case SendingBlock.QuotaUnknown() ->
          "Nothing is lost; it is planned again when SES returns the quota.";
      case SendingBlock.DailyQuotaReached _ ->
          "Nothing is lost; it is sent as earlier messages leave the 24 hours.";
      case SendingBlock.WarmUpReached(var _, Instant until) ->
          "Nothing is lost; the next share begins at " + format(until) + ".";
    };
  }

  private String describeSent(SendRecord sent) {
    if (!sent.isConfirmed()) {
      return "It was handed to SES at "
          + format(sent.at())
          + ", but the response was lost. It may have arrived, so it will not be sent again.";
    }
    String sentence = "It was sent at %s and will not be sent again.".formatted(format(sent.at()));
    return describe(sent.events()).map(events -> sentence + " " + events).orElse(sentence);
  }

  private String describeEnded(CampaignState state, Instant since) {
    String how = state == CampaignState.CANCELLED ? "was cancelled" : "completed";
    return "The campaign %s at %s, and nothing was sent to this subscriber."
        .formatted(how, format(since));
  }

  private static String describeMismatch(
      List<SegmentId> missing, List<SegmentId> excluding, List<CampaignId> received) {
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("not in " + segmentNames(missing));
    }
    if (!excluding.isEmpty()) {
      parts.add("in " + segmentNames(excluding) + ", which the campaign excludes");
    }
    if (!received.isEmpty()) {
      parts.add("among those who got %s, whom the campaign excludes".formatted(names(received)));
    }
    return String.join(", and ", parts);
  }

  private static String names(List<CampaignId> campaigns) {
    return campaigns.stream().map(id -> "'" + id + "'").collect(joining(" and "));
  }

  private static String segmentNames(List<SegmentId> segments) {
    return (segments.size() == 1 ? "the segment " : "the segments ")
        + segments.stream().map(id -> "'" + id + "'").collect(joining(" and "));
  }

  private String describePlannedSend(Optional<Instant> waitingUntil) {
    return waitingUntil
        .map(until -> "The send remains deferred; it was planned for " + format(until) + ".")
        .orElse("After the campaign is resumed, this subscriber is processed like all others.");
  }

  private String describeAnnounced(Instant start, Optional<Instant> slot) {
    return "The campaign starts at %s. %s"
        .formatted(
            format(start),
            slot.map(at -> "By the current plan, it will be sent at " + format(at) + ".")
                .orElse("It has no slot yet."));
  }

  private String describePassed(Optional<DropReason> dropReason) {
    return "The campaign has already processed this subscriber without a send. The reason was"
        + " not recorded, because the send was never deferred. "
        + dropReason
            .map(reason -> "It would be dropped now, because " + describe(reason) + ".")
            .orElse("That reason no longer applies, but the subscriber is not processed again.");
  }

  private String describeDecision(Decision decision, Optional<Instant> waitingUntil) {
    return switch (decision) {
      case Decision.Send(List<CapUsage> uses) ->
          "It will be sent the next time a worker processes this subscriber. "
              + describeCapUse(uses);
      case Decision.Wait(Instant until, WaitReason reason) ->
          "It %s deferred until %s, because %s."
              .formatted(
                  waitingUntil.isPresent() ? "is" : "will be", format(until), describe(reason));
      case Decision.Drop(DropReason reason) ->
          "It will be dropped the next time a worker processes this subscriber, because "
              + describe(reason)
              + ".";
    };
  }

  private static String describeCapUse(List<CapUsage> uses) {
    return uses.isEmpty()
        ? "No cap applies."
        : "Every cap has room for it; with this send: "
            + uses.stream().map(ExplanationText::formatUse).collect(joining(", "))
            + ".";
  }

  private static String formatUse(CapUsage use) {
    return "'%s' %d of %d in %s"
        .formatted(use.cap(), use.used(), use.limit(), use.window().describe());
  }

  /** Returns why a send is deferred, as a clause behind 'because'. */
  String describe(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached(var cap, var limit, var window, var counted, var inFavourOf) ->
          "the cap '%s' is reached: %d of %d in %s%s"
              .formatted(cap, counted, limit, window.describe(), inFavourOf(inFavourOf));
      case WaitReason.CadenceHolds(var topic, var cadence, var other, var inFavourOf) ->
          "the subscriber wants '%s' %s, and another message of that topic %s %s%s"
              .formatted(
                  topic,
                  describeCadence(cadence),
                  inFavourOf.isEmpty() ? "was sent at" : "is planned for",
                  format(other),
                  inFavourOf(inFavourOf));
      case WaitReason.QuietNow(QuietHours hours, ZoneId zone) ->
          "quiet hours are from %s to %s (%s)".formatted(hours.from(), hours.until(), zone.getId());
      case WaitReason.SubscriberPaused(var until) ->
          "the subscriber paused all marketing until " + format(until);
      case WaitReason.SendingHeld(String cause) ->
          "SES did not accept it, and its slot was released: " + cause;
    };
  }

  /** Returns why a send is dropped, as a clause behind 'because'. */
  String describe(DropReason reason) {
    return switch (reason) {
      case DropReason.NotSubscribed(TopicId topic) ->
          "the subscriber is not subscribed to the topic '" + topic + "'";
      case DropReason.UnsubscribedFromAll(var since) ->
          "the subscriber unsubscribed from all marketing at " + format(since);
      case DropReason.AddressSuppressed(Suppression suppression) ->
          "the address has been suppressed since %s: %s"
              .formatted(format(suppression.since()), describeCause(suppression.cause()));
      case DropReason.Capped(var free, WaitReason holding) ->
          "%s, and the campaign does not wait; it could have been sent at %s"
              .formatted(describe(holding), format(free));
      case DropReason.Expired(var expiry, var holding) ->
          holding
              .map(held ->
                  "no time fits before the campaign expires at %s: %s"
                      .formatted(format(expiry), describe(held)))
              .orElseGet(() -> "the campaign expired at " + format(expiry));
      case DropReason.Cancelled() -> describe(DropCode.CANCELLED);
      case DropReason.LeftAudience() -> describe(DropCode.LEFT_AUDIENCE);
      case DropReason.NotRenderable(String problem) ->
          "a template could not be rendered for this subscriber: " + problem;
      case DropReason.Refused(String cause) -> "SES refused the message: " + cause;
    };
  }

  /** Returns why a send was dropped, as a clause behind 'because'. */
  String describe(DropCode code) {
    return switch (code) {
      case NOT_SUBSCRIBED -> "the subscriber was not subscribed to the topic";
      case UNSUBSCRIBED_FROM_ALL -> "the subscriber had unsubscribed from all marketing";
      case SUPPRESSED ->
          "the address was suppressed after a bounce or a complaint, or by your" + " team";
      case CAPPED -> "a cap or a cadence blocked it, and the campaign does not wait";
      case EXPIRED -> "no time fitted before the campaign expired";
      case CANCELLED -> "the campaign was cancelled";
      case LEFT_AUDIENCE -> "the subscriber was no longer in the campaign's segments";
      case NOT_RENDERABLE -> "a template could not be rendered for this subscriber";
      case REFUSED -> "SES refused the message";
    };
  }

  private static String inFavourOf(List<CampaignId> campaigns) {
    return campaigns.isEmpty()
        ? ""
        : ", in favour of "
            + campaigns.stream().map(id -> "'" + id + "'").collect(joining(" and "));
  }

  private static String describeCadence(Cadence cadence) {
    return switch (cadence) {
      case AS_IT_COMES -> "as it comes";
      case DAILY -> "at most daily";
      case WEEKLY -> "at most weekly";
      case EVERY_TWO_WEEKS -> "at most every two weeks";
      case MONTHLY -> "at most monthly";
      case QUARTERLY -> "at most quarterly";
    };
  }

  private static String describeCause(Suppression.Cause cause) {
    return switch (cause) {
      case REPEATED_BOUNCES -> "it bounced repeatedly";
      case BOUNCE -> "it bounced permanently";
      case COMPLAINT -> "the subscriber reported mail as spam";
      case MANUAL -> "your team suppressed it";
    };
  }

  /** Returns a sentence about the events of a send, empty if there are none. */
  private static Optional<String> describe(Set<SendEvent> events) {
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "It was "
                + events.stream().map(ExplanationText::describe).collect(joining(", "))
                + ".");
  }

  private static String describe(SendEvent event) {
    return switch (event) {
      case TAKEN -> "accepted by SES, whose response was lost";
      case DELIVERED -> "delivered";
      case OPENED -> "opened";
      case CLICKED -> "clicked";
      case PREFETCHED -> "fetched by a machine";
      case SOFT_BOUNCED -> "bounced temporarily";
      case BOUNCED -> "bounced permanently";
      case COMPLAINED -> "reported as spam";
      case UNSUBSCRIBED -> "followed by an unsubscribe";
      case REJECTED -> "rejected by SES after it had been accepted";
      case UNTRIED -> "not attempted, because the address is on SES's suppression list";
    };
  }

  /** Returns a date and time such as {@code 2026-11-23 08:00 (Europe/Tallinn)}. */
  private String format(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return "%s %s (%s)"
        .formatted(
            local.toLocalDate(),
            DateTimeFormatter.ISO_LOCAL_TIME
                .format(local)
                .replaceFirst("(\\d\\d:\\d\\d):00$", "$1"),
            zone.getId());
  }
}
