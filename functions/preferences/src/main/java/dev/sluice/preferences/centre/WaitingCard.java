package dev.sluice.preferences.centre;

import static dev.sluice.preferences.centre.Entries.detail;
import static dev.sluice.preferences.centre.Entries.entry;

import dev.sluice.preferences.page.Html;
import dev.sluice.scheduling.plan.WaitReason;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What waits, until when, and why. */
record WaitingCard(Entries entries, Centre centre) {

  Html html() {
    List<Html> waits = centre.ledger().waiting().stream().map(this::waits).toList();
    return entries.section(
        "waits.title", waits.isEmpty() ? entries.note("waits.none") : Entries.list(waits));
  }

  private Html waits(WaitingSend wait) {
    return entry(entries.name(SendKey.of(wait.campaign()), wait.topic()), fate(wait));
  }

  /** Visits drop what is not wanted any more; until one has, this tells what it will do. */
  private Html fate(WaitingSend wait) {
    if (centre.suppression().isPresent()) {
      return entries.note("waits.neverStopped");
    }
    if (centre.leftAll().isPresent()) {
      return entries.note("waits.neverAny");
    }
    return centre.gets(wait.topic())
        ? held(wait)
        : detail(entries.say("waits.never", "topic", entries.topic(wait.topic())));
  }

  /** A paused campaign keeps its instant, however long ago that was and whoever paused since. */
  private Html held(WaitingSend wait) {
    return centre
        .pausedUntil()
        .filter(wait.until()::isBefore)
        .map(until -> until(until, List.of(new WaitReason.SubscriberPaused(until))))
        .orElseGet(() ->
            wait.until().isAfter(centre.now())
                ? until(wait.until(), centre.reasons(wait))
                : entries.note("waits.soon"));
  }

  private Html until(Instant until, List<WaitReason> reasons) {
    Html time = entries.dates().moment(until);
    return Html.lines(
        detail(entries.say("waits.until", "time", time)),
        Html.lines(reasons.stream().map(this::because).toList()));
  }

  private Html because(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached _ -> entries.note("waits.capped");
      case WaitReason.CadenceHolds(var topic, var cadence, var _, var _) ->
          detail(
              entries.say(
                  "waits.cadence",
                  Map.of(
                      "topic",
                      entries.topic(topic),
                      "cadence",
                      entries.say(TopicCards.cadenceKey(cadence)))));
      case WaitReason.QuietNow(var hours, var _) ->
          detail(
              entries.say(
                  "waits.quiet",
                  Map.of(
                      "from",
                      entries.dates().time(hours.from()),
                      "until",
                      entries.dates().time(hours.until()))));
      case WaitReason.SubscriberPaused _ -> entries.note("waits.paused");
      case WaitReason.SendingHeld _ -> Html.NONE; // no plan holds for that, and it soon passes
    };
  }
}
