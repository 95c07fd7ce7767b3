package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.LocalRun;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.ses.SesFaultInjector.SesFault;
import dev.sluice.messaging.EventBridgeDomainEvents;
import dev.sluice.ses.SesSender;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import tools.jackson.databind.json.JsonMapper;

/** Uses every route, schedule, queue and rule of a run, and every permission of its functions. */
record TemplateExercise(LocalRun run, LocalRunHttpClient callers) {

  /** Messages that are sent in it. */
  static final int MESSAGES = 12;

  void useEverything() throws Exception {
    prepare();
    sendTwoCampaigns();
    sendTransactionalMail();
    sendMailThatBounces();
    unsuppressAddress();
    readEverything();
    reachCaps();
    followLinks();
    eraseSubscriber();
  }

  private void prepare() throws Exception {
    callers.put(
        "/policy",
        "{'caps':[{'name':'daily','limit':1,'window':{'rolling':'P1D'}}],"
            + "'defaultZone':'UTC','transactionalCounts':true}");
    callers.put("/branding", "{'name':'Example'}");
    callers.put("/topics/offers", "{'name':'Offers','description':'What is on sale'}");
    callers.put("/segments/all", "{'name':'All','criterion':{'everyone':true}}");
    callers.post(
        "/subscribers",
        "{'id':'anna','address':'anna@example.com',"
            + "'consents':{'topics':{'offers':{'subscribed':true,'cadence':'daily'}}}}");
    callers.put("/subscribers/bela", "{'address':'bela@example.com'}");
    callers.post(
        "/subscribers/batch",
        "{'subscribers':[{'id':'cara','address':'cara@example.com',"
            + "'consents':{'topics':{'offers':{'subscribed':true,'cadence':'daily'}}}}]}");
  }

  private void sendTwoCampaigns() throws Exception {
    campaign("heavy", 9);
    campaign("light", 1);
    campaign("wrong", 1);
    callers.post("/campaigns/wrong/cancel", "");
    callers.post("/campaigns/light/pause", "");
    callers.post(
        "/campaigns/light/revise", "{'variants':[{'subject':'Corrected','html':'<p>Hi</p>'}]}");
    run.runFor(Duration.ofMinutes(5));
    callers.post("/campaigns/light/resume", "");
    run.runFor(Duration.ofMinutes(5));
    run.runFor(Duration.ofDays(2));
  }

  /** One message in its request, one after SES throttled it, and one that an event asks for. */
  private void sendTransactionalMail() throws Exception {
    callers.put(
        "/templates/receipt", "{'subject':'Receipt','html':'<p>Hi</p>','transactional':true}");
    String request = "'to':{'subscriber':'anna'},'template':'receipt'}";
    callers.requestMessage("order-1", "{" + request);
    run.ses().faults().enqueue(SesFault.THROTTLED);
    String pending = callers.requestMessage("order-2", "{" + request);
    run.clients()
        .get(EventBridgeDomainEvents.CLIENT)
        .putEvents(put ->
            put.entries(
                PutEventsRequestEntry.builder()
                    .source("com.example.shop")
                    .eventBusName("sluice-message-requests")
                    .detailType("Send Transactional Message")
                    .detail(("{'idempotencyKey':'order-3'," + request).replace('\'', '"'))
                    .build()));
    run.runFor(Duration.ofMinutes(5));
    callers.get("/messages/" + JsonMapper.shared().readTree(pending).path("id").stringValue());
    callers.get("/templates/receipt");
  }

  /** SES's mailbox simulator bounces the message; its recipient gets no marketing afterwards. */
  private void sendMailThatBounces() throws Exception {
    callers.put("/subscribers/dora", "{'address':'bounce+dora@simulator.amazonses.com'}");
    callers.requestMessage("order-4", "{'to':{'subscriber':'dora'},'template':'receipt'}");
    run.runFor(Duration.ofMinutes(1));
    assertThat(callers.send(HttpRequest.newBuilder().GET(), "/subscribers/dora"))
        .contains("\"suppressed\"", "\"bounce\"");
  }

  /**
   * SES puts the address on its suppression list, as it does for all but the simulator's addresses.
   */
  private void unsuppressAddress() throws Exception {
    SesV2Client ses = run.clients().get(SesSender.CLIENT);
    String address = "bounce+dora@simulator.amazonses.com";
    ses.putSuppressedDestination(put -> put.emailAddress(address).reason("BOUNCE"));
    callers.post("/subscribers/dora/unsuppress", "{'reason':'the mailbox was full'}");
    assertThat(callers.send(HttpRequest.newBuilder().GET(), "/subscribers/dora"))
        .doesNotContain("\"suppressed\"");
    assertThatThrownBy(() -> ses.getSuppressedDestination(get -> get.emailAddress(address)))
        .isInstanceOf(NotFoundException.class);
  }

  /** One send a day: of two campaigns, everybody waits for one at least. */
  private void reachCaps() throws Exception {
    campaign("monday", 9);
    campaign("tuesday", 1);
    run.runFor(Duration.ofMinutes(5));
  }

  private void readEverything() throws Exception {
    for (String path :
        new String[] {
          "/campaigns",
          "/campaigns/heavy",
          "/topics",
          "/topics/offers",
          "/segments",
          "/segments/all",
          "/policy",
          "/branding",
          "/policy?revision=1",
          "/subscribers/anna",
          "/subscribers/anna/data",
          "/subscribers/anna/consents",
          "/consents",
          "/explain/anna/heavy",
          "/checks",
          "/reputation"
        }) {
      callers.get(path);
    }
  }

  /** The links of the first message, as its reader and the reader's mail program follow them. */
  private void followLinks() throws Exception {
    ReceivedMessage message =
        run.mailbox().messages().stream()
            .filter(received -> received.header("List-Unsubscribe").isPresent())
            .findFirst()
            .orElseThrow();
    String header = message.header("List-Unsubscribe").orElseThrow();
    String leave = header.substring(1, header.length() - 1);
    assertThat(callers.send(HttpRequest.newBuilder().GET(), leave)).contains("<button", "Offers");
    assertThat(callers.click(leave))
        .contains("You have unsubscribed")
        .isEqualTo(callers.click(leave));
    Matcher preferences =
        Pattern.compile("http[^\"\\s<>]+/p/[A-Za-z0-9_-]+").matcher(message.html());
    assertThat(preferences.find()).isTrue();
    assertThat(callers.send(HttpRequest.newBuilder().GET(), preferences.group()))
        .contains("Offers", "Not subscribed", "What we have sent you", "heavy");
    change(preferences.group());
    for (String link : List.of(leave, preferences.group())) {
      assertThat(callers.send(HttpRequest.newBuilder().HEAD(), link)).isEmpty();
    }
    exportDataAndErase(preferences.group());
  }

  private void exportDataAndErase(String link) throws Exception {
    assertThat(callers.send(HttpRequest.newBuilder().GET(), link + "/data"))
        .contains("preferenceCentre");
    assertThat(callers.send(HttpRequest.newBuilder().GET(), link + "/erase"))
        .contains("Delete my data permanently");
    assertThat(callers.form(link + "/erase", "do=erase").body())
        .contains("Your data has been deleted");
    assertThat(callers.form(link + "/erase", "do=erase").statusCode()).isEqualTo(404);
  }

  /** Takes the topic up again, and is led back to the page. */
  private void change(String link) throws IOException, InterruptedException {
    HttpResponse<String> response = callers.form(link, "do=choose&topic=offers&cadence=monthly");
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("location")).contains("?done=choose.offers");
  }

  /** Erases a subscriber with deferred sends and waits until the erasure is complete. */
  private void eraseSubscriber() throws Exception {
    callers.post(
        "/reputation",
        "{'reports':[{'source':'gmail','domain':'example.com','date':'%s','spamPercent':0.01}]}"
            .formatted(LocalDate.ofInstant(run.clock().instant(), ZoneOffset.UTC).minusDays(1)));
    callers.post("/consents/restore", "{'changes':[{'subscriber':'cara','everything':true}]}");
    callers.send(HttpRequest.newBuilder().DELETE(), "/subscribers/cara");
    run.runFor(Duration.ofMinutes(15));
    callers.post("/erasures/lift", "{'id':'cara','address':'cara@example.com'}");
  }

  private void campaign(String id, int priority) throws Exception {
    String segments = id.equals("light") ? "'segments':['all']," : "";
    String audience = id.equals("light") ? "'excluded':[]," : "";
    callers.post(
        "/campaigns",
        "{'id':'%s','name':'%s','topic':'offers','priority':%d,%s%s"
                .formatted(id, id, priority, segments, audience)
            + "'variants':[{'subject':'Hello','html':'<p>Hello</p>','text':'Hello'}]}");
  }
}
