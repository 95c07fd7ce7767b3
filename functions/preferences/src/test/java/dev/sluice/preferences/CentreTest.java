package dev.sluice.preferences;

import static dev.sluice.preferences.Mailing.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.json.Names;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.DropCode;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.SendRecord.Confirmation;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.standing.WaitingSend;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The preference centre")
class CentreTest {

  private final Mailing mailing = new Mailing();
  private final String link = mailing.preferencesLink();

  @Test
  @DisplayName("shows each topic by the team's name, what to expect, and what one chose")
  void topics() {
    Document page = page();

    assertThat(page.select("h3").eachText()).containsExactly("Offers");
    assertThat(card(page)).contains("What is on sale", "You get this: at most once a week");
    assertThat(page.select("select[name=cadence] option").eachAttr("value"))
        .containsExactly("asItComes", "daily", "weekly", "everyTwoWeeks", "monthly", "quarterly");
    assertThat(page.select("option[selected]").attr("value")).isEqualTo("weekly");
  }

  @Test
  @DisplayName("shows what a topic does for those who have not said anything")
  void unspoken() {
    mailing.change(standing -> standing.with(Consents.UNSPOKEN));

    assertThat(card(page())).contains("You get this: at most once a day");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("changes how often a topic comes, and says so in title and text")
  void cadence(Cadence cadence) {
    String name = Names.of(cadence);

    Document page = follow(mailing.post(link, "do=choose&topic=offers&cadence=" + name));

    assertThat(mailing.choice()).contains(new TopicChoice(Subscription.SUBSCRIBED, cadence));
    assertThat(status(page)).startsWith("Saved. Offers: ");
    assertThat(page.title()).startsWith("Saved. Offers: ").endsWith("– Your mail from us");
    assertThat(page.select("option[selected]").attr("value")).isEqualTo(name);
  }

  @Test
  @DisplayName("shows names in braces as they are, and fills nothing into them")
  void braces() {
    mailing.rules.put(Mailing.topic("{cadence} {topic} $1"));

    Document page = follow(mailing.post(link, "do=choose&topic=offers&cadence=daily"));

    assertThat(status(page)).isEqualTo("Saved. {cadence} {topic} $1: at most once a day.");
  }

  @Test
  @DisplayName("leaves a topic and keeps its cadence, and takes it up again")
  void leavesAndJoins() {
    Document left = follow(mailing.post(link, "do=leave&topic=offers"));

    assertThat(mailing.choice())
        .contains(new TopicChoice(Subscription.UNSUBSCRIBED, Cadence.WEEKLY));
    assertThat(status(left)).isEqualTo("You no longer get Offers.");
    assertThat(card(left)).contains("You do not get this", "Subscribe").doesNotContain("Save");
    assertThat(left.select("option[selected]").attr("value")).isEqualTo("weekly");

    Document back = follow(mailing.post(link, "do=choose&topic=offers&cadence=monthly"));
    assertThat(mailing.choice())
        .contains(new TopicChoice(Subscription.SUBSCRIBED, Cadence.MONTHLY));
    assertThat(card(back)).contains("You get this: at most once a month");
  }

  @ParameterizedTest(name = "{0} days: {1}")
  @CsvSource({
    "30, 2026-12-22, December 22",
    "60, 2027-01-21, January 21",
    "90, 2027-02-20, February 20"
  })
  @DisplayName("pauses everything until a day of the subscriber's begins, and ends a pause")
  void pauses(int days, String date, String shown) {
    Document paused = follow(mailing.post(link, "do=pause&days=" + days));

    assertThat(mailing.standing().consents().pausedUntil())
        .contains(Instant.parse(date + "T00:00:00Z"));
    assertThat(status(paused))
        .isEqualTo("Everything is paused until %s, %s.".formatted(shown, date.substring(0, 4)));
    assertThat(paused.select("button[name=days]")).isEmpty();
    assertThat(card(paused)).contains("Off for now: at most once a week");

    Document resumed = follow(mailing.post(link, "do=resume"));
    assertThat(mailing.standing().consents().pausedUntil()).isEmpty();
    assertThat(status(resumed)).isEqualTo("The pause is over.");
    assertThat(resumed.select("button[name=days]").eachAttr("value"))
        .containsExactly("30", "60", "90");
  }

  @Test
  @DisplayName("no longer speaks of a pause that is over")
  void pauseIsOver() {
    mailing.post(link, "do=pause&days=30");
    mailing.pass(Duration.ofDays(30));

    assertThat(page().text()).doesNotContain("paused").contains("Take a break");
  }

  @Test
  @DisplayName("leaves everything, keeps every choice, and brings it back")
  void leavesAll() {
    Document left = follow(mailing.post(link, "do=leaveAll"));

    assertThat(mailing.standing().consents().leftAll()).contains(Mailing.NOW);
    assertThat(mailing.choice()).contains(new TopicChoice(Subscription.SUBSCRIBED, Cadence.WEEKLY));
    assertThat(status(left)).isEqualTo("You have unsubscribed from everything.");
    assertThat(left.select("form")).hasSize(1);
    assertThat(left.text()).contains("Come back", "these choices rest", "Off for now");

    Document back = follow(mailing.post(link, "do=return"));
    assertThat(mailing.standing().consents().leftAll()).isEmpty();
    assertThat(status(back)).isEqualTo("Welcome back. Your choices count again.");
    assertThat(back.select("select")).hasSize(1);
  }

  @Test
  @DisplayName("says plainly that mail one asks for oneself still comes")
  void stays() {
    assertThat(page().text()).contains("What stays", "receipts and password resets, still comes");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("tells who is suppressed that nothing comes, and why")
  void suppressed(Suppression.Cause cause) {
    mailing.change(standing -> {
      Consents consents = standing.consents();
      return standing.with(
          new Consents(
              consents.choices(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(new Suppression(cause, Mailing.NOW))));
    });

    assertThat(page().select("main .card").first().text())
        .contains(
            switch (cause) {
              case REPEATED_BOUNCES, BOUNCE -> "came back to us";
              case COMPLAINT -> "reported our mail";
              case MANUAL -> "have stopped";
            });
  }

  @Test
  @DisplayName("tells what was sent and why: campaign, topic, choice, date and time")
  void sent() {
    mailing.campaign("spring", "Spring <b>sale</b>");
    mailing.change(standing -> sends(standing, sent("spring", Duration.ofDays(3))));

    Document page = page();

    assertThat(entries(page, "What we sent you"))
        .containsExactly(
            "Spring <b>sale</b> · Offers November 19, 2026, 10:00 AM"
                + " Because you chose Offers, at most once a week");
    assertThat(page.select(".figures dd").eachText()).containsExactly("1", "1");
  }

  @Test
  @DisplayName("calls a send whose campaign is not known any more by its topic")
  void unnamed() {
    mailing.change(standing -> sends(standing, sent("forgotten", Duration.ofDays(1))));

    assertThat(entries(page(), "What we sent you").getFirst()).startsWith("Offers November 21");
  }

  @Test
  @DisplayName("tells why also of topics left since, of those never chosen, and of one's own mail")
  void otherReasons() {
    mailing.change(standing ->
        sends(
            standing,
            new SendRecord(
                Mailing.NOW.minusSeconds(60),
                TopicId.TRANSACTIONAL,
                new SendKey(7),
                Confirmation.UNCONFIRMED),
            sent("spring", Duration.ofDays(1))));
    mailing.post(link, "do=leave&topic=offers");
    assertThat(entries(page(), "What we sent you"))
        .satisfiesExactly(
            own ->
                assertThat(own)
                    .contains("Mail you asked for yourself", "Because you asked for it", "Perhaps"),
            offers -> assertThat(offers).contains("Because you were getting Offers at that time"));

    mailing.change(standing -> standing.with(Consents.UNSPOKEN));
    assertThat(entries(page(), "What we sent you").getLast())
        .contains("Because you have not left Offers");
  }

  @Test
  @DisplayName("counts this month in the subscriber's zone, and the last 90 days")
  void counts() {
    mailing.live("Pacific/Auckland"); // where November began on 31 October, 11:00 UTC
    mailing.change(standing ->
        sends(
            standing,
            sentAt("a", "2026-08-20T10:00:00Z"),
            sentAt("b", "2026-10-31T10:59:59Z"),
            sentAt("c", "2026-10-31T11:00:00Z"),
            sentAt("d", "2026-11-20T10:00:00Z")));

    Document page = page();

    assertThat(page.select(".figures dd").eachText()).containsExactly("2", "3");
    assertThat(entries(page, "What we sent you")).hasSize(3);
    assertThat(page.text()).contains("Dates and times are those of New Zealand Time");
  }

  @Test
  @DisplayName("shows a hundred sends at most, the newest, and folds all but five")
  void isBounded() {
    mailing.change(standing ->
        sends(
            standing,
            IntStream.rangeClosed(1, 150)
                .mapToObj(i -> sent("c-" + i, Duration.ofHours(151 - i)))
                .toArray(SendRecord[]::new)));

    Document page = page();

    assertThat(entries(page, "What we sent you")).hasSize(100);
    assertThat(page.select("details li")).hasSize(95);
    assertThat(page.text()).contains("Only the newest ones are shown");
  }

  @Test
  @DisplayName("tells what waits and until when, and that a pause puts it off")
  void waits() {
    mailing.campaign("autumn", "Autumn sale");
    Instant until = Instant.parse("2026-11-30T08:00:00Z");
    mailing.change(standing -> waiting(standing, "autumn", until));

    assertThat(entries(page(), "What waits for you"))
        .containsExactly("Autumn sale · Offers Not before November 30, 2026, 8:00 AM");

    mailing.post(link, "do=pause&days=30");
    assertThat(entries(page(), "What waits for you").getFirst())
        .contains("Not before December 22, 2026, 12:00 AM");
  }

  @Test
  @DisplayName("tells at once what becomes of what waits for a topic that was left")
  void waitsInVain() {
    mailing.change(standing -> waiting(standing, "autumn", Instant.parse("2026-11-30T08:00:00Z")));

    mailing.post(link, "do=leave&topic=offers");
    assertThat(page().text()).contains("It will not be sent, because you no longer get Offers.");
    mailing.post(link, "do=leaveAll");
    assertThat(page().text())
        .contains("It will not be sent, because you have unsubscribed from everything.");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("tells what was not sent, and why")
  void dropped(DropCode code) {
    mailing.campaign("autumn", "Autumn sale");
    mailing.change(standing ->
        standing.with(
            List.of(),
            List.of(),
            List.of(
                new DropRecord(
                    Mailing.NOW.minusSeconds(60), SendKey.of(new CampaignId("autumn")), code)),
            Optional.empty()));

    assertThat(entries(page(), "What we did not send you"))
        .singleElement()
        .asString()
        .startsWith("Autumn sale · Offers November 22, 2026, 9:59 AM Because ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "do",
        "do=",
        "do=choose",
        "do=choose&topic=offers",
        "do=choose&topic=offers&cadence=hourly",
        "do=choose&topic=offers&cadence=WEEKLY",
        "do=choose&topic=unknown&cadence=weekly",
        "do=choose&topic=..%2F&cadence=weekly",
        "do=leave",
        "do=leave&topic=unknown",
        "do=leave&topic=offers&more=1",
        "do=leave&topic=offers&topic=news",
        "do=leave&do=leaveAll&topic=offers",
        "do=pause",
        "do=pause&days=31",
        "do=pause&days=-30",
        "do=pause&days=030",
        "do=leaveAll&sure=yes",
        "do=erase",
        "do=%zz",
        "do=%ff",
        "do=leaveAll&",
        "List-Unsubscribe=One-Click",
      })
  @DisplayName(
      "answers 400 with a page to any form that is not one of its own, and changes nothing")
  void badForms(String body) {
    Standing before = mailing.standing();

    HttpResponse answer = mailing.post(link, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(Mailing.text(answer)).contains("Nothing was changed");
    assertThat(mailing.standing()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data; boundary=x", ""})
  @DisplayName("answers 400 to a form that is not urlencoded")
  void badTypes(String type) {
    assertThat(mailing.call("POST", link, Map.of("content-type", type), "do=leaveAll").status())
        .isEqualTo(400);
    assertThat(mailing.standing().consents().leftAll()).isEmpty();
  }

  @Test
  @DisplayName("takes no form larger than its own")
  void largeForms() {
    String large = "do=leaveAll&x=" + "y".repeat(FormBody.MAX_BYTES);

    assertThat(mailing.post(link, large).status()).isEqualTo(413);
    assertThat(mailing.standing().consents().leftAll()).isEmpty();
  }

  @Test
  @DisplayName("asks to try again, with 503, if others write first every time")
  void busy() {
    mailing.losses = 100;

    HttpResponse answer = mailing.post(link, "do=leaveAll");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
    assertThat(Mailing.text(answer)).contains("Please try again in a moment", "Back to your mail");
  }

  @Test
  @DisplayName("sends who posted a form back to itself, so that loading again changes nothing")
  void redirects() {
    HttpResponse answer = mailing.post(link, "do=leaveAll");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.headers())
        .containsEntry("location", "?done=leaveAll")
        .containsEntry("cache-control", "no-store")
        .doesNotContainKey("set-cookie");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leaveAll",
        "pause",
        "leave.offers",
        "leave.unknown",
        "choose.",
        "choose.<script>",
        "<script>",
        "constructor",
      })
  @DisplayName("says of nothing that it was done if that is not so, whatever its address says")
  void madeUpStatus(String done) {
    Document page = Jsoup.parse(mailing.get(link + "?done=" + done).body());

    assertThat(page.select("[role=status]")).isEmpty();
    assertThat(page.title()).isEqualTo("Your mail from us");
  }

  @Test
  @DisplayName("changes nothing when it is read, however often and by whichever method")
  void readingChangesNothing() {
    Standing before = mailing.standing();
    for (String query : List.of("", "?lang=he", "?done=leaveAll", "?do=leaveAll")) {
      assertThat(mailing.call("GET", link + query, Map.of(), "do=leaveAll").status())
          .isEqualTo(200);
      assertThat(mailing.call("HEAD", link + query, Map.of(), "do=leaveAll").status())
          .isEqualTo(200);
    }
    assertThat(mailing.standing()).isEqualTo(before);
    assertThat(mailing.calls).doesNotContain("commit");
  }

  @Test
  @DisplayName("opens for no link but its own, and answers all others alike after the same work")
  void otherLinks() {
    HttpResponse forged = mailing.get("/p/forged");
    List<String> work = List.copyOf(mailing.calls);
    List<String> read = List.copyOf(mailing.reads);
    for (String bad :
        List.of(
            mailing.link().replace("/u/", "/p/"),
            mailing.preferencesLinkOf("erased"),
            link + "A",
            "/p/x")) {
      for (String method : List.of("GET", "POST")) {
        mailing.calls.clear();
        mailing.reads.clear();
        HttpResponse answer =
            mailing.call(method, bad, Map.of("content-type", Mailing.URLENCODED), "do=leaveAll");
        assertThat(answer).isEqualTo(forged);
        assertThat(mailing.calls).isEqualTo(work).containsExactly("read standing");
        assertThat(mailing.reads).isEqualTo(read).containsExactly("topics", "branding");
      }
    }
    assertThat(forged.status()).isEqualTo(404);
  }

  private Document page() {
    HttpResponse answer = mailing.get(link);
    assertThat(answer.status()).isEqualTo(200);
    return Jsoup.parse(answer.body());
  }

  /** Goes where an answer leads, as a browser does. */
  private Document follow(HttpResponse answer) {
    assertThat(answer.status()).isEqualTo(303);
    HttpResponse page = mailing.get(link + answer.headers().get("location"));
    assertThat(page.status()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  private static String status(Document page) {
    return page.select("[role=status]").text();
  }

  private static String card(Document page) {
    return page.select("li.card").text();
  }

  private static List<String> entries(Document page, String heading) {
    return page.select("h2").stream()
        .filter(h2 -> h2.text().equals(heading))
        .findFirst()
        .orElseThrow()
        .nextElementSibling()
        .select("li")
        .eachText()
        .stream()
        .map(text -> text.replaceAll("[\\u202f\\u00a0]", " "))
        .toList();
  }

  private static SendRecord sent(String campaign, Duration ago) {
    return sentAt(campaign, Mailing.NOW.minus(ago).toString());
  }

  private static SendRecord sentAt(String campaign, String at) {
    return new SendRecord(
        Instant.parse(at), OFFERS, SendKey.of(new CampaignId(campaign)), Confirmation.SENT);
  }

  private static Standing sends(Standing standing, SendRecord... sends) {
    return standing.with(
        Arrays.stream(sends).sorted(Comparator.comparing(SendRecord::at)).toList(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static Standing waiting(Standing standing, String campaign, Instant until) {
    return standing.with(
        List.of(),
        List.of(new WaitingSend(new CampaignId(campaign), OFFERS, until)),
        List.of(),
        Optional.of(until));
  }
}
