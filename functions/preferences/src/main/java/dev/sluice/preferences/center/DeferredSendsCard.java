package dev.sluice.preferences.center;

import static dev.sluice.preferences.center.MessageListHtml.detail;
import static dev.sluice.preferences.center.MessageListHtml.entry;

import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendKey;
import dev.sluice.preferences.page.Html;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What waits, until when, and why. */
record DeferredSendsCard(MessageListHtml entries, PreferenceCenter center) {

  Html html() {
    List<Html> waits = center.history().deferred().stream().map(this::entryOf).toList();
    return entries.section(
        "waits.title", waits.isEmpty() ? entries.note("waits.none") : MessageListHtml.list(waits));
  }

  private Html entryOf(DeferredSend wait) {
    return entry(entries.name(SendKey.of(wait.campaign()), wait.topic()), expectation(wait));
  }

  /** Visits drop what is not wanted any more; until one has, this tells what it will do. */
  private Html expectation(DeferredSend wait) {
    if (center.suppression().isPresent()) {
      return entries.note("waits.neverStopped");
    }
    if (center.unsubscribedFromAllSince().isPresent()) {
      return entries.note("waits.neverAny");
    }
    return center.isReceiving(wait.topic())
        ? heldExpectation(wait)
        : detail(entries.message("waits.never", "topic", entries.topic(wait.topic())));
  }

  /** A paused campaign keeps its instant, however long ago that was and whoever paused since. */
  private Html heldExpectation(DeferredSend wait) {
    return center
        .pausedUntil()
        .filter(wait.until()::isBefore)
        .map(until -> untilInstant(until, List.of(new WaitReason.SubscriberPaused(until))))
        .orElseGet(() ->
            wait.until().isAfter(center.now())
                ? untilInstant(wait.until(), center.waitReasons(wait))
                : entries.note("waits.soon"));
  }

  private Html untilInstant(Instant until, List<WaitReason> reasons) {
    Html time = entries.formats().moment(until);
    return Html.lines(
        detail(entries.message("waits.until", "time", time)),
        Html.lines(reasons.stream().map(this::reason).toList()));
  }

  private Html reason(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached _ -> entries.note("waits.capped");
      case WaitReason.CadenceHolds(var topic, var cadence, var _, var _) ->
          detail(
              entries.message(
                  "waits.cadence",
                  Map.of(
                      "topic",
                      entries.topic(topic),
                      "cadence",
                      entries.message(TopicCards.cadenceKey(cadence)))));
      case WaitReason.QuietNow(var hours, var _) ->
          detail(
              entries.message(
                  "waits.quiet",
                  Map.of(
                      "from",
                      entries.formats().time(hours.from()),
                      "until",
                      entries.formats().time(hours.until()))));
      case WaitReason.SubscriberPaused _ -> entries.note("waits.paused");
      case WaitReason.SendingHeld _ -> Html.EMPTY; // no plan holds for that, and it soon passes
    };
  }
}
