package dev.sluice.campaigns.explain;

import static java.util.stream.Collectors.joining;

import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.plan.DropReason;
import dev.sluice.scheduling.plan.WaitReason;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.QuietHours;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.Suppression;
import java.time.ZoneId;
import java.util.List;

/** Reasons in plain English, each a clause that goes on after 'because'. */
record ReasonWording(Moments moments) {

  /** Returns what holds a send, such as {@code the cap 'weekly' is used up: …}. */
  String because(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached(var cap, var limit, var window, var counted, var inFavourOf) ->
          "the cap '%s' is used up: %d of %d in %s%s"
              .formatted(cap, counted, limit, window.describe(), inFavourOf(inFavourOf));
      case WaitReason.CadenceHolds(var topic, var cadence, var other, var inFavourOf) ->
          "the subscriber wants '%s' %s, and another mail of that topic %s %s%s"
              .formatted(
                  topic,
                  often(cadence),
                  inFavourOf.isEmpty() ? "went out" : "is planned for",
                  moments.of(other),
                  inFavourOf(inFavourOf));
      case WaitReason.QuietNow(QuietHours hours, ZoneId zone) ->
          "it is quiet from %s until %s in %s".formatted(hours.from(), hours.until(), zone.getId());
      case WaitReason.SubscriberPaused(var until) ->
          "the subscriber paused all marketing until " + moments.of(until);
      case WaitReason.SendingHeld(String cause) ->
          "SES did not take it and its slot was given back: " + cause;
    };
  }

  /** Returns why a send is dropped. */
  String because(DropReason reason) {
    return switch (reason) {
      case DropReason.NotSubscribed(TopicId topic) ->
          "the subscriber has not asked for the topic '" + topic + "', or left it";
      case DropReason.LeftAll(var since) ->
          "the subscriber left all marketing at " + moments.of(since);
      case DropReason.AddressSuppressed(Suppression suppression) ->
          "the address gets no marketing since %s: %s"
              .formatted(moments.of(suppression.since()), cause(suppression.cause()));
      case DropReason.Capped(var free, WaitReason holding) ->
          "%s, and the campaign does not wait; it would have fitted at %s"
              .formatted(because(holding), moments.of(free));
      case DropReason.Expired(var expiry, var holding) ->
          holding
              .map(held ->
                  "nothing fits before the campaign expires at %s: %s"
                      .formatted(moments.of(expiry), because(held)))
              .orElseGet(() -> "the campaign expired at " + moments.of(expiry));
      case DropReason.Cancelled() -> because(DropCode.CANCELLED);
      case DropReason.LeftAudience() -> because(DropCode.LEFT_AUDIENCE);
      case DropReason.NotRenderable(String problem) ->
          "a template could not be filled for this subscriber: " + problem;
      case DropReason.Refused(String cause) -> "SES refused the message: " + cause;
    };
  }

  /** Returns why a send was dropped, as far as its record tells. */
  String because(DropCode code) {
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

  private static String often(Cadence cadence) {
    return switch (cadence) {
      case AS_IT_COMES -> "as it comes";
      case DAILY -> "at most daily";
      case WEEKLY -> "at most weekly";
      case EVERY_TWO_WEEKS -> "at most every two weeks";
      case MONTHLY -> "at most monthly";
      case QUARTERLY -> "at most quarterly";
    };
  }

  private static String cause(Suppression.Cause cause) {
    return switch (cause) {
      case REPEATED_BOUNCES -> "mail to it bounced again and again";
      case BOUNCE -> "mail to it bounced for good";
      case COMPLAINT -> "its owner reported mail as unwanted";
      case MANUAL -> "the team suppressed it";
    };
  }
}
