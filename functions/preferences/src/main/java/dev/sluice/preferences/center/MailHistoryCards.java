package dev.sluice.preferences.center;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.planning.WaitReason;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.CampaignNameResolver.NamedCampaign;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.json.EnumNames;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.LocalizedFormats;
import dev.sluice.preferences.page.PageTheme;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The history in the preference center: what waits, until when and why; what was sent and why; what
 * was not sent and why.
 */
record MailHistoryCards(PageTheme theme, PreferenceCenter center, LocalizedFormats formats) {

  /** Sends that are visible at once; the others unfold. */
  private static final int MAX_EXPANDED = 5;

  MailHistoryCards(PageTheme theme, PreferenceCenter center) {
    this(theme, center, theme.localizedFormats(center.zone()));
  }

  Html html() {
    return Html.lines(deferredSends(), sends(), drops());
  }

  private Html deferredSends() {
    List<Html> entries = center.history().deferred().stream().map(this::deferredSend).toList();
    return section("waits.title", entries.isEmpty() ? theme.note("waits.none") : list(entries));
  }

  private Html deferredSend(DeferredSend wait) {
    return entry(name(SendKey.of(wait.campaign()), wait.topic()), outlook(wait));
  }

  /** The next run drops what is no longer wanted; until then, the page says that it will. */
  private Html outlook(DeferredSend wait) {
    if (center.suppression().isPresent()) {
      return theme.note("waits.neverStopped");
    }
    if (center.unsubscribedFromAllSince().isPresent()) {
      return theme.note("waits.neverAny");
    }
    return center.isReceiving(wait.topic())
        ? earliestSend(wait)
        : Html.note(theme.message("waits.never", "topic", topic(wait.topic())));
  }

  /** A send keeps its instant during a pause of its campaign, even if that instant has passed. */
  private Html earliestSend(DeferredSend wait) {
    return center
        .pausedUntil()
        .filter(wait.until()::isBefore)
        .map(until -> notBefore(until, List.of(new WaitReason.SubscriberPaused(until))))
        .orElseGet(() ->
            wait.until().isAfter(center.now())
                ? notBefore(wait.until(), center.waitReasons(wait))
                : theme.note("waits.soon"));
  }

  private Html notBefore(Instant until, List<WaitReason> reasons) {
    return Html.lines(
        Html.note(theme.message("waits.until", "time", formats.moment(until))),
        Html.lines(reasons.stream().map(this::waitReason).toList()));
  }

  private Html waitReason(WaitReason reason) {
    return switch (reason) {
      case WaitReason.CapReached _ -> theme.note("waits.capped");
      case WaitReason.CadenceHolds(var topic, var cadence, var _, var _) ->
          Html.note(topicAndCadence("waits.cadence", topic, theme.cadence(cadence)));
      case WaitReason.QuietNow(var hours, var _) ->
          Html.note(
              theme.message(
                  "waits.quiet",
                  Map.of(
                      "from", formats.time(hours.from()), "until", formats.time(hours.until()))));
      case WaitReason.SubscriberPaused _ -> theme.note("waits.paused");
      case WaitReason.SendingHeld _ -> Html.EMPTY; // short, and not in any plan
    };
  }

  private Html sends() {
    MailHistory history = center.history();
    List<Html> entries = history.sent().stream().map(this::send).toList();
    return section(
        "ledger.title",
        Html.lines(
            counts(history),
            entries.isEmpty() ? theme.note("ledger.none") : collapsible(entries),
            history.isTruncated() ? theme.note("ledger.newest") : Html.EMPTY));
  }

  private Html counts(MailHistory history) {
    return Html.format(
        """
        <dl class="figures">
        <div><dt>%s</dt><dd>%s</dd></div>
        <div><dt>%s</dt><dd>%s</dd></div>
        </dl>
        %s\
        """,
        theme.message("ledger.month"),
        formats.number(history.thisMonth()),
        theme.message("ledger.days"),
        formats.number(history.total()),
        Html.note(theme.message("ledger.zone", "zone", formats.zoneName())));
  }

  private Html collapsible(List<Html> entries) {
    List<Html> expanded = entries.subList(0, Math.min(MAX_EXPANDED, entries.size()));
    List<Html> collapsed = entries.subList(expanded.size(), entries.size());
    return collapsed.isEmpty()
        ? list(expanded)
        : Html.format(
            "%s\n<details>\n<summary>%s</summary>\n%s\n</details>",
            list(expanded), theme.message("ledger.more"), list(collapsed));
  }

  private Html send(SendRecord send) {
    return entry(
        MailHistory.isTransactional(send)
            ? theme.message("ledger.own")
            : name(send.key(), send.topic()),
        Html.note(formats.dateAndTime(send.at())),
        Html.note(sendReason(send)),
        send.confirmation() == Confirmation.UNCONFIRMED
            ? theme.note("sent.unconfirmed")
            : Html.EMPTY);
  }

  /** The reason follows from today's choices, because the choices at the time are not stored. */
  private Html sendReason(SendRecord send) {
    if (MailHistory.isTransactional(send)) {
      return theme.message("sent.own");
    }
    if (!center.isReceiving(send.topic())) {
      return theme.message("sent.then", "topic", topic(send.topic()));
    }
    return center
        .explicitChoice(send.topic())
        .filter(choice -> choice.subscription() == Subscription.SUBSCRIBED)
        .map(TopicChoice::cadence)
        .map(cadence -> topicAndCadence("sent.chosen", send.topic(), theme.cadence(cadence)))
        .orElseGet(() -> theme.message("sent.unspoken", "topic", topic(send.topic())));
  }

  private Html drops() {
    List<Html> entries = center.history().dropped().stream().map(this::drop).toList();
    return entries.isEmpty() ? Html.EMPTY : section("dropped.title", list(entries));
  }

  private Html drop(DropRecord drop) {
    return entry(
        center
            .campaignName(drop.key())
            .map(named -> name(drop.key(), named.topic()))
            .orElseGet(() -> Html.text("…")),
        Html.note(formats.dateAndTime(drop.at())),
        theme.note("dropped." + EnumNames.jsonName(drop.code())));
  }

  private Html section(String title, Html content) {
    return Html.lines(theme.heading(title), Html.card(content));
  }

  private static Html list(List<Html> entries) {
    return Html.format("<ul class=\"list\">\n%s\n</ul>", Html.lines(entries));
  }

  private static Html entry(Html name, Html... details) {
    return Html.format("<li>\n<p class=\"name\">%s</p>\n%s\n</li>", name, Html.lines(details));
  }

  /** A campaign that no longer exists has its topic's name. */
  private Html name(SendKey key, TopicId topic) {
    return center
        .campaignName(key)
        .map(NamedCampaign::name)
        .map(Html::isolated)
        .map(name -> Html.format("%s\u00a0· <span class=\"of\">%s</span>", name, topic(topic)))
        .orElseGet(() -> topic(topic));
  }

  private Html topicAndCadence(String key, TopicId topic, Html cadence) {
    return theme.message(key, Map.of("topic", topic(topic), "cadence", cadence));
  }

  private Html topic(TopicId id) {
    return theme.topicName(id, center.topic(id));
  }
}
