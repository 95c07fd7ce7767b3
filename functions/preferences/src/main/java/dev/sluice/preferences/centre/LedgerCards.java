package dev.sluice.preferences.centre;

import static dev.sluice.preferences.centre.Entries.detail;
import static dev.sluice.preferences.centre.Entries.entry;
import static dev.sluice.preferences.centre.Entries.list;

import dev.sluice.aws.json.Names;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger: what waits, until when and why, what was sent and why, what was not sent and why. */
record LedgerCards(Entries entries, Centre centre) {

  /** Sends that lie open; the others unfold. */
  private static final int OPEN = 5;

  LedgerCards(Look look, Centre centre) {
    this(new Entries(look, centre), centre);
  }

  Html html() {
    return Html.lines(new WaitingCard(entries, centre).html(), sent(), dropped());
  }

  private Html sent() {
    Ledger ledger = centre.ledger();
    List<Html> sends = ledger.sent().stream().map(this::sent).toList();
    Html list = sends.isEmpty() ? entries.note("ledger.none") : folded(sends);
    Html cut = ledger.isCut() ? entries.note("ledger.newest") : Html.NONE;
    return entries.section("ledger.title", Html.lines(figures(ledger), list, cut));
  }

  private Html figures(Ledger ledger) {
    return Html.of(
        """
        <dl class="figures">
        <div><dt>%s</dt><dd>%s</dd></div>
        <div><dt>%s</dt><dd>%s</dd></div>
        </dl>
        <p class="soft">%s</p>\
        """,
        entries.say("ledger.month"),
        entries.dates().number(ledger.thisMonth()),
        entries.say("ledger.days"),
        entries.dates().number(ledger.inAll()),
        entries.say("ledger.zone", "zone", entries.dates().zoneName()));
  }

  private Html folded(List<Html> sends) {
    List<Html> open = sends.subList(0, Math.min(OPEN, sends.size()));
    List<Html> rest = sends.subList(open.size(), sends.size());
    return rest.isEmpty()
        ? list(open)
        : Html.of(
            "%s\n<details>\n<summary>%s</summary>\n%s\n</details>",
            list(open), entries.say("ledger.more"), list(rest));
  }

  private Html sent(SendRecord send) {
    Html name =
        Ledger.isOwn(send) ? entries.say("ledger.own") : entries.name(send.key(), send.topic());
    Html doubt =
        send.confirmation() == Confirmation.UNCONFIRMED
            ? entries.note("sent.unconfirmed")
            : Html.NONE;
    return entry(name, detail(entries.dates().dateAndTime(send.at())), detail(why(send)), doubt);
  }

  /** Why it was sent, as far as it is known today: what was chosen then is not kept with it. */
  private Html why(SendRecord send) {
    if (Ledger.isOwn(send)) {
      return entries.say("sent.own");
    }
    Html topic = entries.topic(send.topic());
    Optional<TopicChoice> said =
        centre.said(send.topic()).filter(c -> c.subscription() == Subscription.SUBSCRIBED);
    if (!centre.gets(send.topic())) {
      return entries.say("sent.then", "topic", topic);
    }
    return said.map(choice -> chosen(topic, choice))
        .orElseGet(() -> entries.say("sent.unspoken", "topic", topic));
  }

  private Html chosen(Html topic, TopicChoice choice) {
    Html cadence = entries.say(TopicCards.cadenceKey(choice.cadence()));
    return entries.say("sent.chosen", Map.of("topic", topic, "cadence", cadence));
  }

  private Html dropped() {
    List<Html> drops = centre.ledger().dropped().stream().map(this::dropped).toList();
    return drops.isEmpty() ? Html.NONE : entries.section("dropped.title", list(drops));
  }

  private Html dropped(DropRecord drop) {
    return entry(
        centre
            .named(drop.key())
            .map(named -> entries.name(drop.key(), named.topic()))
            .orElseGet(() -> Html.text("…")),
        detail(entries.dates().dateAndTime(drop.at())),
        entries.note("dropped." + Names.of(drop.code())));
  }
}
