package dev.sluice.preferences.centre;

import dev.sluice.aws.json.Names;
import dev.sluice.preferences.page.Dates;
import dev.sluice.preferences.page.Html;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Speech;
import dev.sluice.scheduling.delivery.CampaignNames.Named;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ledger: what was sent and why, what waits and until when, what was not sent and why. */
record LedgerCards(Look look, Centre centre) {

  /** Sends that lie open; the others unfold. */
  private static final int OPEN = 5;

  Html html() {
    return Html.lines(waiting(), sent(), dropped());
  }

  private Html sent() {
    Ledger ledger = centre.ledger();
    Html figures =
        Html.of(
            """
            <dl class="figures">
            <div><dt>%s</dt><dd>%s</dd></div>
            <div><dt>%s</dt><dd>%s</dd></div>
            </dl>
            <p class="soft">%s</p>\
            """,
            say("ledger.month"),
            dates().number(ledger.thisMonth()),
            say("ledger.days"),
            dates().number(ledger.inAll()),
            speech().say("ledger.zone", "zone", dates().zoneName()));
    List<Html> sends = ledger.sent().stream().map(this::sent).toList();
    Html list = sends.isEmpty() ? note("ledger.none") : folded(sends);
    return section(
        "ledger.title",
        Html.lines(figures, list, ledger.isCut() ? note("ledger.newest") : Html.NONE));
  }

  private Html folded(List<Html> sends) {
    List<Html> open = sends.subList(0, Math.min(OPEN, sends.size()));
    List<Html> rest = sends.subList(open.size(), sends.size());
    return rest.isEmpty()
        ? list(open)
        : Html.of(
            "%s\n<details>\n<summary>%s</summary>\n%s\n</details>",
            list(open), say("ledger.more"), list(rest));
  }

  private Html sent(SendRecord send) {
    Html name = Ledger.isOwn(send) ? say("ledger.own") : name(send.key(), send.topic());
    Html doubt =
        send.confirmation() == Confirmation.UNCONFIRMED
            ? Html.of("<p class=\"soft\">%s</p>", say("sent.unconfirmed"))
            : Html.NONE;
    return entry(
        name,
        Html.lines(
            Html.of("<p class=\"soft\">%s</p>", dates().dateAndTime(send.at())),
            Html.of("<p class=\"soft\">%s</p>", why(send)),
            doubt));
  }

  /** Why it was sent, as far as it is known today: what was chosen then is not kept with it. */
  private Html why(SendRecord send) {
    if (Ledger.isOwn(send)) {
      return say("sent.own");
    }
    Html topic = topic(send.topic());
    Optional<TopicChoice> said =
        centre.said(send.topic()).filter(c -> c.subscription() == Subscription.SUBSCRIBED);
    if (!centre.gets(send.topic())) {
      return speech().say("sent.then", "topic", topic);
    }
    return said.map(choice ->
            speech()
                .say(
                    "sent.chosen",
                    Map.of(
                        "topic", topic, "cadence", say(TopicCards.cadenceKey(choice.cadence())))))
        .orElseGet(() -> speech().say("sent.unspoken", "topic", topic));
  }

  private Html waiting() {
    List<Html> waits = centre.ledger().waiting().stream().map(this::waits).toList();
    return section("waits.title", waits.isEmpty() ? note("waits.none") : list(waits));
  }

  private Html waits(WaitingSend wait) {
    return entry(
        name(SendKey.of(wait.campaign()), wait.topic()),
        Html.of("<p class=\"soft\">%s</p>", until(wait)));
  }

  /**
   * Visits drop what waits for a topic that was left; until one has, this tells what it will do.
   */
  private Html until(WaitingSend wait) {
    if (centre.leftAll().isPresent()) {
      return say("waits.neverAny");
    }
    if (!centre.gets(wait.topic())) {
      return speech().say("waits.never", "topic", topic(wait.topic()));
    }
    Instant until = centre.pausedUntil().filter(wait.until()::isBefore).orElse(wait.until());
    return speech().say("waits.until", "time", dates().dateAndTime(until));
  }

  private Html dropped() {
    List<Html> drops = centre.ledger().dropped().stream().map(this::dropped).toList();
    return drops.isEmpty() ? Html.NONE : section("dropped.title", list(drops));
  }

  private Html dropped(DropRecord drop) {
    return entry(
        centre
            .named(drop.key())
            .map(named -> name(drop.key(), named.topic()))
            .orElseGet(() -> Html.text("…")),
        Html.lines(
            Html.of("<p class=\"soft\">%s</p>", dates().dateAndTime(drop.at())),
            Html.of("<p class=\"soft\">%s</p>", say("dropped." + Names.of(drop.code())))));
  }

  /** A campaign that is not known any more is called by its topic. */
  private Html name(SendKey key, TopicId topic) {
    return centre
        .named(key)
        .map(Named::name)
        .map(Html::foreign)
        .map(name -> Html.of("%s <span class=\"soft\">· %s</span>", name, topic(topic)))
        .orElseGet(() -> topic(topic));
  }

  private Html topic(TopicId id) {
    return look.name(id, centre.topic(id));
  }

  private Html section(String title, Html content) {
    return Html.of("<h2>%s</h2>\n<div class=\"card\">\n%s\n</div>", say(title), content);
  }

  private static Html list(List<Html> entries) {
    return Html.of("<ul class=\"list\">\n%s\n</ul>", Html.lines(entries));
  }

  private static Html entry(Html name, Html details) {
    return Html.of("<li>\n<p class=\"name\">%s</p>\n%s\n</li>", name, details);
  }

  private Html note(String key) {
    return Html.of("<p class=\"soft\">%s</p>", say(key));
  }

  private Html say(String key) {
    return speech().say(key);
  }

  private Speech speech() {
    return look.speech();
  }

  private Dates dates() {
    return new Dates(look.language(), centre.zone());
  }
}
