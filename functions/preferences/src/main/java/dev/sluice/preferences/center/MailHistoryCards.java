package dev.sluice.preferences.center;

import static dev.sluice.preferences.center.MessageListHtml.detail;
import static dev.sluice.preferences.center.MessageListHtml.entry;
import static dev.sluice.preferences.center.MessageListHtml.list;

import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.json.EnumNames;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.PageTheme;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger: what waits, until when and why, what was sent and why, what was not sent and why. */
record MailHistoryCards(MessageListHtml entries, PreferenceCenter center) {

  /** Sends that lie open; the others unfold. */
  private static final int MAX_EXPANDED = 5;

  MailHistoryCards(PageTheme look, PreferenceCenter center) {
    this(new MessageListHtml(look, center), center);
  }

  Html html() {
    return Html.lines(new DeferredSendsCard(entries, center).html(), sent(), dropped());
  }

  private Html sent() {
    MailHistory ledger = center.history();
    List<Html> sends = ledger.sent().stream().map(this::sent).toList();
    Html list = sends.isEmpty() ? entries.note("ledger.none") : collapsible(sends);
    Html cut = ledger.isTruncated() ? entries.note("ledger.newest") : Html.EMPTY;
    return entries.section("ledger.title", Html.lines(figures(ledger), list, cut));
  }

  private Html figures(MailHistory ledger) {
    return Html.format(
        """
        <dl class="figures">
        <div><dt>%s</dt><dd>%s</dd></div>
        <div><dt>%s</dt><dd>%s</dd></div>
        </dl>
        <p class="soft">%s</p>\
        """,
        entries.message("ledger.month"),
        entries.formats().number(ledger.thisMonth()),
        entries.message("ledger.days"),
        entries.formats().number(ledger.total()),
        entries.message("ledger.zone", "zone", entries.formats().zoneName()));
  }

  private Html collapsible(List<Html> sends) {
    List<Html> open = sends.subList(0, Math.min(MAX_EXPANDED, sends.size()));
    List<Html> rest = sends.subList(open.size(), sends.size());
    return rest.isEmpty()
        ? list(open)
        : Html.format(
            "%s\n<details>\n<summary>%s</summary>\n%s\n</details>",
            list(open), entries.message("ledger.more"), list(rest));
  }

  private Html sent(SendRecord send) {
    Html name =
        MailHistory.isTransactional(send)
            ? entries.message("ledger.own")
            : entries.name(send.key(), send.topic());
    Html doubt =
        send.confirmation() == Confirmation.UNCONFIRMED
            ? entries.note("sent.unconfirmed")
            : Html.EMPTY;
    return entry(
        name, detail(entries.formats().dateAndTime(send.at())), detail(reasonSent(send)), doubt);
  }

  /** Why it was sent, as far as it is known today: what was chosen then is not kept with it. */
  private Html reasonSent(SendRecord send) {
    if (MailHistory.isTransactional(send)) {
      return entries.message("sent.own");
    }
    Html topic = entries.topic(send.topic());
    Optional<TopicChoice> said =
        center
            .explicitChoice(send.topic())
            .filter(c -> c.subscription() == Subscription.SUBSCRIBED);
    if (!center.isReceiving(send.topic())) {
      return entries.message("sent.then", "topic", topic);
    }
    return said.map(choice -> chosenReason(topic, choice))
        .orElseGet(() -> entries.message("sent.unspoken", "topic", topic));
  }

  private Html chosenReason(Html topic, TopicChoice choice) {
    Html cadence = entries.message(TopicCards.cadenceKey(choice.cadence()));
    return entries.message("sent.chosen", Map.of("topic", topic, "cadence", cadence));
  }

  private Html dropped() {
    List<Html> drops = center.history().dropped().stream().map(this::dropped).toList();
    return drops.isEmpty() ? Html.EMPTY : entries.section("dropped.title", list(drops));
  }

  private Html dropped(DropRecord drop) {
    return entry(
        center
            .campaignName(drop.key())
            .map(named -> entries.name(drop.key(), named.topic()))
            .orElseGet(() -> Html.text("…")),
        detail(entries.formats().dateAndTime(drop.at())),
        entries.note("dropped." + EnumNames.jsonName(drop.code())));
  }
}
