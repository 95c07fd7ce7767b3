package dev.sluice.preferences;

import static dev.sluice.preferences.PreferencesFixture.OFFERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.DropCode;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.DropRecord;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SendRecord;
import dev.sluice.core.state.SendRecord.Confirmation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.json.Json;
import dev.sluice.json.SendPolicyJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The ledger of the preference centre")
class MailHistoryTest extends PreferenceCenterTestBase {

  private static final SendPolicy CAP_AND_NIGHT =
      Json.decode(
          Json.parse(
              """
              {"caps": [{"name": "internal-cap", "limit": 1, "window": {"rolling": "P1D"}}],
               "quietHours": {"from": "21:00", "until": "08:00"}, "defaultZone": "UTC"}
              """),
          SendPolicyJson.decoder(1));

  @Test
  @DisplayName("tells what was sent and why: campaign, topic, choice, date and time")
  void showsSentMessagesWithReasons() {
    fixture.createCampaign("spring", "Spring <b>sale</b>");
    fixture.updateState(
        standing -> sends(standing, showsSentMessagesWithReasons("spring", Duration.ofDays(3))));

    Document page = page();

    assertThat(entries(page, "What we have sent you"))
        .containsExactly(
            "Spring <b>sale</b> · Offers November 19, 2026, 10:00 AM"
                + " Because you chose Offers, at most once a week");
    assertThat(page.select(".figures dd").eachText()).containsExactly("1", "1");
  }

  @Test
  @DisplayName("calls a send whose campaign is not known any more by its topic")
  void namesUnknownCampaignByTopic() {
    fixture.updateState(
        standing -> sends(standing, showsSentMessagesWithReasons("forgotten", Duration.ofDays(1))));

    assertThat(entries(page(), "What we have sent you").getFirst())
        .startsWith("Offers November 21");
  }

  @Test
  @DisplayName("tells why also of topics left since, of those never chosen, and of one's own mail")
  void showsReasonsOfChangedTopicsAndTransactionalMail() {
    fixture.updateState(standing ->
        sends(
            standing,
            new SendRecord(
                PreferencesFixture.NOW.minusSeconds(60),
                TopicId.TRANSACTIONAL,
                new SendKey(7),
                Confirmation.UNCONFIRMED),
            showsSentMessagesWithReasons("spring", Duration.ofDays(1))));
    fixture.post(link, "do=leave&topic=offers");
    assertThat(entries(page(), "What we have sent you"))
        .satisfiesExactly(
            own ->
                assertThat(own)
                    .contains(
                        "An email you asked for", "Because you asked for it", "It may not have"),
            offers ->
                assertThat(offers).contains("Because you were subscribed to Offers at the time"));

    fixture.updateState(standing -> standing.with(Consents.INITIAL));
    assertThat(entries(page(), "What we have sent you").getLast())
        .contains("Because you have not unsubscribed from Offers");
  }

  @Test
  @DisplayName("counts this month in the subscriber's zone, and the last 90 days")
  void countsThisMonthAndLastNinetyDays() {
    fixture.moveToZone("Pacific/Auckland"); // where November began on 31 October, 11:00 UTC
    fixture.updateState(standing ->
        sends(
            standing,
            sentAt("a", "2026-08-20T10:00:00Z"),
            sentAt("b", "2026-10-31T10:59:59Z"),
            sentAt("c", "2026-10-31T11:00:00Z"),
            sentAt("d", "2026-11-20T10:00:00Z")));

    Document page = page();

    assertThat(page.select(".figures dd").eachText()).containsExactly("2", "3");
    assertThat(entries(page, "What we have sent you")).hasSize(3);
    assertThat(page.text()).contains("Dates and times are in New Zealand Time");
  }

  @Test
  @DisplayName("shows a hundred sends at most, the newest, and folds all but five")
  void showsHundredSendsAndCollapsesMost() {
    fixture.updateState(standing ->
        sends(
            standing,
            IntStream.rangeClosed(1, 150)
                .mapToObj(i -> showsSentMessagesWithReasons("c-" + i, Duration.ofHours(151 - i)))
                .toArray(SendRecord[]::new)));

    Document page = page();

    assertThat(entries(page, "What we have sent you")).hasSize(100);
    assertThat(page.select("details li")).hasSize(95);
    assertThat(page.text()).contains("Only the most recent emails are shown");
  }

  @Test
  @DisplayName("tells what waits and until when, and that a pause puts it off")
  void showsDeferredSendsWithTime() {
    fixture.createCampaign("autumn", "Autumn sale");
    Instant until = Instant.parse("2026-11-30T08:00:00Z");
    fixture.updateState(standing -> waiting(standing, "autumn", until));

    assertThat(entries(page(), "Waiting to be sent"))
        .containsExactly("Autumn sale · Offers Not before November 30, 2026, 8:00 AM");

    fixture.post(link, "do=pause&days=30");
    assertThat(entries(page(), "Waiting to be sent").getFirst())
        .endsWith("Not before December 22, 2026 Because you paused all emails");
  }

  @Test
  @DisplayName("tells why something waits: the rhythm that was chosen")
  void explainsWaitForCadence() {
    fixture.updateState(
        standing -> sends(standing, showsSentMessagesWithReasons("spring", Duration.ofDays(3))));
    waitUntil("2026-11-26T00:00:00Z");

    assertThat(entries(page(), "Waiting to be sent"))
        .containsExactly(
            "Offers Not before November 26, 2026"
                + " Because of how often you get Offers: at most once a week");
  }

  @Test
  @DisplayName("tells why something waits: too much mail, or the night, by no name of the team's")
  void explainsWaitForCapAndQuietHours() {
    fixture.setChoice(new TopicChoice(Subscription.SUBSCRIBED, Cadence.AS_IT_COMES));
    fixture.rules.add(CAP_AND_NIGHT);
    fixture.updateState(
        standing -> sends(standing, showsSentMessagesWithReasons("spring", Duration.ofHours(1))));

    waitUntil("2026-11-23T09:00:00Z");
    assertThat(entries(page(), "Waiting to be sent").getFirst())
        .endsWith("9:00 AM Because we limit how many emails you get");

    fixture.advanceClock(Duration.ofHours(36));
    waitUntil("2026-11-24T08:00:00Z");
    assertThat(entries(page(), "Waiting to be sent").getFirst())
        .endsWith("8:00 AM Because we do not send emails between 9:00 PM and 8:00 AM");
    assertThat(page().text()).doesNotContain("internal-cap");
  }

  @Test
  @DisplayName("tells why without reading anything more")
  void explainsWaitsWithoutFurtherReads() {
    fixture.updateState(
        standing -> sends(standing, showsSentMessagesWithReasons("spring", Duration.ofDays(3))));
    waitUntil("2026-11-26T00:00:00Z");
    fixture.storeFaults.calls.clear();

    page();

    assertThat(fixture.storeFaults.calls)
        .containsExactly("topics", "branding", "policy", "names", "names");
  }

  @Test
  @DisplayName("gives no reason that it cannot be sure of, and no instant that is over")
  void omitsUncertainReasonsAndPastInstants() {
    waitUntil("2026-11-30T08:00:00Z");
    assertThat(page().text()).contains("Not before November 30").doesNotContain("Because");

    waitUntil("2026-11-20T08:00:00Z");
    assertThat(entries(page(), "Waiting to be sent"))
        .containsExactly("Offers It will be sent as soon as possible.");
  }

  @Test
  @DisplayName("tells at once what becomes of what waits for a topic that was left")
  void showsThatUnsubscribedTopicIsDropped() {
    fixture.updateState(
        standing -> waiting(standing, "autumn", Instant.parse("2026-11-30T08:00:00Z")));

    fixture.post(link, "do=leave&topic=offers");
    assertThat(page().text()).contains("It will not be sent because you no longer get Offers.");
    fixture.post(link, "do=leaveAll");
    assertThat(page().text())
        .contains("It will not be sent because you unsubscribed from everything.");
    fixture.updateState(standing -> standing.with(suppressed(standing.consents())));
    assertThat(page().text())
        .contains("It will not be sent because we have stopped sending emails to your address.");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("tells what was not sent, and why")
  void showsDroppedSendsWithReasons(DropCode code) {
    fixture.createCampaign("autumn", "Autumn sale");
    fixture.updateState(standing ->
        standing.with(
            List.of(),
            List.of(),
            List.of(
                new DropRecord(
                    PreferencesFixture.NOW.minusSeconds(60),
                    SendKey.of(new CampaignId("autumn")),
                    code)),
            Optional.empty()));

    assertThat(entries(page(), "What we did not send you"))
        .singleElement()
        .asString()
        .startsWith("Autumn sale · Offers November 22, 2026, 9:59 AM Because ");
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

  private static SendRecord showsSentMessagesWithReasons(String campaign, Duration ago) {
    return sentAt(campaign, PreferencesFixture.NOW.minus(ago).toString());
  }

  private static SendRecord sentAt(String campaign, String at) {
    return new SendRecord(
        Instant.parse(at), OFFERS, SendKey.of(new CampaignId(campaign)), Confirmation.SENT);
  }

  private static SubscriberState sends(SubscriberState standing, SendRecord... sends) {
    return standing.with(
        Arrays.stream(sends).sorted(Comparator.comparing(SendRecord::at)).toList(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private void waitUntil(String until) {
    fixture.updateState(standing ->
        standing.with(
            standing.history(),
            List.of(new DeferredSend(new CampaignId("autumn"), OFFERS, Instant.parse(until))),
            List.of(),
            Optional.of(Instant.parse(until))));
  }

  private static Consents suppressed(Consents consents) {
    return new Consents(
        consents.choices(),
        consents.unsubscribedAt(),
        consents.pausedUntil(),
        Optional.of(new Suppression(Suppression.Cause.BOUNCE, PreferencesFixture.NOW)));
  }

  private static SubscriberState waiting(SubscriberState standing, String campaign, Instant until) {
    return standing.with(
        List.of(),
        List.of(new DeferredSend(new CampaignId(campaign), OFFERS, until)),
        List.of(),
        Optional.of(until));
  }
}
