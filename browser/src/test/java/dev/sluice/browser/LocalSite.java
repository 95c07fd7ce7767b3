package dev.sluice.browser;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.ApiException;
import dev.sluice.cli.client.JsonText;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.mailbox.ReceivedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages as they are deployed: template.yaml on this machine, and people who got mail from it.
 */
final class LocalSite implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

  /** More than three ticks: a campaign to a handful is through long before. */
  private static final Duration LONGEST_SENDING = Duration.ofMinutes(10);

  private final LocalRun run;
  private final ApiClient api;
  private final AtomicInteger subscriberCount = new AtomicInteger();
  private Optional<ReceivedLinks> suppressedLinks = Optional.empty();

  private LocalSite(LocalRun run) {
    this.run = run;
    this.api = ApiClient.unsigned(run.baseUrl());
  }

  static LocalSite open() {
    Logger.getLogger("").setLevel(Level.WARNING); // what functions log would fill the tests' output
    try {
      LocalSite site =
          new LocalSite(
              LocalRun.of(Path.of("..", "template.yaml")).clock(new VirtualClock(START)).start());
      site.storeRules();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends offers to somebody new who reads this language, and returns the links they got. */
  ReceivedLinks sendOneMessage(String locale) {
    String id = createSubscriber(locale);
    createCampaign(id, "offers", "Autumn sale");
    return ReceivedLinks.of(awaitMessages(id, 1).getFirst());
  }

  /** Sends several kinds of mail to somebody new, some of which has to wait. */
  ReceivedLinks sendSeveralMessages(String locale) {
    String id = createSubscriber(locale);
    createCampaign(id, "tips", "Five tips for long evenings");
    List<ReceivedMessage> unused = awaitMessages(id, 1);
    createCampaign(id + "-2", "news", "What is new in November");
    createCampaign(id + "-3", "tips", "Five more tips");
    createCampaign(id + "-4", "offers", "Autumn sale");
    createCampaign(id + "-5", "offers", "One day left");
    return ReceivedLinks.of(awaitMessages(id, 3).getFirst());
  }

  /** Sends somebody new an offer with a link, and lets it lie for longer than a machine would. */
  ReceivedMessage sendMessageWithLink() {
    String id = createSubscriber("en");
    createCampaign(id, "offers", "Autumn sale", "<p><a href='%s'>Buy</a></p>".formatted(shopUrl()));
    ReceivedMessage message = awaitMessages(id, 1).getFirst();
    advanceClock(Duration.ofMinutes(1));
    return message;
  }

  /**
   * Returns a page that can be had without a network, at another address than that of our links.
   */
  String shopUrl() {
    return "http://localhost:" + run.baseUrl().getPort() + "/health";
  }

  /** Returns what is counted of what SES told about the campaign of a message. */
  JsonNode eventCounts(ReceivedMessage message) {
    advanceClock(Duration.ofMinutes(1));
    return api.get(ApiClient.path("campaigns", message.tag("campaign").orElseThrow()))
        .path("feedback");
  }

  /** Returns the address of a path. */
  String url(String path) {
    return run.baseUrl() + path;
  }

  /**
   * Returns the links of the one person whose mailbox SES knows to be gone: with more of them it
   * would be bounces that hold all marketing.
   */
  ReceivedLinks suppressedLinks() {
    if (suppressedLinks.isEmpty()) {
      String id = createSubscriber("en", "suppressionlist+%s@simulator.amazonses.com");
      createCampaign(id, "offers", "Autumn sale");
      suppressedLinks = Optional.of(ReceivedLinks.of(awaitMessages(id, 1).getFirst()));
      advanceUntil(() -> newestSubscriber().contains("\"cause\":\"bounce\""));
    }
    return suppressedLinks.get();
  }

  /** Returns a link that nobody was ever sent. */
  String forgedLink(String purpose) {
    return url("/") + purpose + "/AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  }

  /** Returns what the API knows of the subscriber with the newest links. */
  String newestSubscriber() {
    return api.get("/subscribers/p" + subscriberCount.get()).toString();
  }

  /** Tells whether the API knows the subscriber with the newest links. */
  boolean newestSubscriberExists() {
    try {
      return !newestSubscriber().isEmpty();
    } catch (ApiException unknown) {
      return false;
    }
  }

  /** Breaks down until what is returned is closed. */
  BrandingCorruption corruptBranding() {
    return BrandingCorruption.start(run, this::storeBranding);
  }

  @Override
  public void close() {
    run.close();
  }

  private void storeRules() {
    put(
        "/policy",
        "{'caps':[{'name':'daily','limit':3,'window':{'calendar':'day'}}],"
            + "'quietHours':{'from':'22:00','until':'07:00'},'defaultZone':'Europe/Tallinn'}");
    put("/topics/offers", "{'name':'Offers','description':'What is on sale, now and then'}");
    put("/topics/news", "{'name':'News','description':'What is new, once a month at most'}");
    put(
        "/topics/tips",
        "{'name':'Tips & tricks','description':'How to get more out of <it>','cadence':'monthly'}");
    storeBranding();
  }

  private void storeBranding() {
    put(
        "/branding",
        "{'name':'Example Records','accent':'#7a1f5c','language':'en',"
            + "'privacyPolicy':'https://example.com/privacy',"
            + "'channels':[{'name':'Forum','url':'https://forum.example.com/'}],"
            + "'wordings':{'he':{'topics':"
            + "{'offers':{'name':'מבצעים','description':'מה זול עכשיו'}}}}}");
  }

  private String createSubscriber(String locale) {
    return createSubscriber(locale, "%s@example.com");
  }

  private String createSubscriber(String locale, String address) {
    String id = "p" + subscriberCount.incrementAndGet();
    put(
        "/subscribers/" + id,
        "{'address':'%s','locale':'%s','attributes':{'person':'%s'}}"
            .formatted(address.formatted(id), locale, id));
    put(
        "/segments/" + id,
        "{'name':'%s','criterion':{'attribute':'person','equals':'%s'}}".formatted(id, id));
    return id;
  }

  private void createCampaign(String id, String topic, String name) {
    createCampaign(id, topic, name, "<p>Hello</p>");
  }

  private void createCampaign(String id, String topic, String name, String html) {
    ObjectNode campaign =
        (ObjectNode)
            json(
                "{'id':'%s','name':'%s','topic':'%s','segments':['%s'],'priority':5}"
                    .formatted(id, name, topic, id.replaceFirst("-.*", "")));
    campaign
        .putArray("variants")
        .addObject()
        .put("subject", "Hello")
        .put("html", html)
        .put("text", "");
    JsonNode unused = api.post("/campaigns", campaign);
  }

  private void advanceClock(Duration time) {
    try {
      run.runFor(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<ReceivedMessage> awaitMessages(String id, int messages) {
    advanceUntil(() -> mailTo(id).size() >= messages);
    return mailTo(id);
  }

  private void advanceUntil(BooleanSupplier done) {
    try {
      boolean unused = run.advanceUntil(done, LONGEST_SENDING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<ReceivedMessage> mailTo(String id) {
    return run.mailbox().messages().stream()
        .filter(message -> message.to().stream().anyMatch(to -> to.matches(".*\\b" + id + "@.*")))
        .toList();
  }

  private void put(String path, String body) {
    api.put(path, json(body));
  }

  private static JsonNode json(String quoted) {
    return JsonText.parse(quoted.replace('\'', '"'));
  }
}
