package dev.sluice.api.explain;

import static java.util.stream.Collectors.joining;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.planning.DropReason;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.QuietHours;
import dev.sluice.core.policy.TopicId;
import java.time.ZoneId;
import java.util.List;

/** Reasons in plain English, each a clause that goes on after 'because'. */
record ReasonText(InstantFormatter instants) {

  /** Returns what holds a send, such as {@code the cap 'weekly' is used up: …}. */
  String describe(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached(var cap, var limit, var window, var counted, var inFavourOf) ->
          "the cap '%s' is used up: %d of %d in %s%s"
              .formatted(cap, counted, limit, window.describe(), inFavourOf(inFavourOf));
      case WaitReason.CadenceHolds(var topic, var cadence, var other, var inFavourOf) ->
          "the subscriber wants '%s' %s, and another mail of that topic %s %s%s"
              .formatted(
                  topic,
                  describeCadence(cadence),
                  inFavourOf.isEmpty() ? "went out" : "is planned for",
                  instants.format(other),
                  inFavourOf(inFavourOf));
      case WaitReason.QuietNow(QuietHours hours, ZoneId zone) ->
          "it is quiet from %s until %s in %s".formatted(hours.from(), hours.until(), zone.getId());
      case WaitReason.SubscriberPaused(var until) ->
          "the subscriber paused all marketing until " + instants.format(until);
      case WaitReason.SendingHeld(String cause) ->
          "SES did not take it and its slot was given back: " + cause;
    };
  }

  /** Returns why a send is dropped. */
  String describe(DropReason reason) {
    return switch (reason) {
      case DropReason.NotSubscribed(TopicId topic) ->
          "the subscriber has not asked for the topic '" + topic + "', or left it";
      case DropReason.UnsubscribedFromAll(var since) ->
          "the subscriber left all marketing at " + instants.format(since);
      case DropReason.AddressSuppressed(Suppression suppression) ->
          "the address gets no marketing since %s: %s"
              .formatted(instants.format(suppression.since()), describeCause(suppression.cause()));
      case DropReason.Capped(var free, WaitReason holding) ->
          "%s, and the campaign does not wait; it would have fitted at %s"
              .formatted(describe(holding), instants.format(free));
      case DropReason.Expired(var expiry, var holding) ->
          holding
              .map(held ->
                  "nothing fits before the campaign expires at %s: %s"
                      .formatted(instants.format(expiry), describe(held)))
              .orElseGet(() -> "the campaign expired at " + instants.format(expiry));
      case DropReason.Cancelled() -> describe(DropCode.CANCELLED);
      case DropReason.LeftAudience() -> describe(DropCode.LEFT_AUDIENCE);
      case DropReason.NotRenderable(String problem) ->
          "a template could not be filled for this subscriber: " + problem;
      case DropReason.Refused(String cause) -> "SES refused the message: " + cause;
    };
  }

  /** Returns why a send was dropped, as far as its record tells. */
  String describe(DropCode code) {
    return switch (code) {
      case NOT_SUBSCRIBED -> "the subscriber had not asked for the topic, or had left it";
      case UNSUBSCRIBED_FROM_ALL -> "the subscriber had left all marketing";
      case SUPPRESSED -> "the address bounced, its owner complained, or it was suppressed by hand";
      case CAPPED -> "a cap or a cadence held it, and the campaign does not wait";
      case EXPIRED -> "nothing fitted before the campaign expired";
      case CANCELLED -> "the campaign was cancelled";
      case LEFT_AUDIENCE -> "the subscriber was no longer in the campaign's segments";
      case NOT_RENDERABLE -> "a template could not be filled for this subscriber";
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
      case REPEATED_BOUNCES -> "mail to it bounced again and again";
      case BOUNCE -> "mail to it bounced for good";
      case COMPLAINT -> "its owner reported mail as unwanted";
      case MANUAL -> "the team suppressed it";
    };
  }
}
