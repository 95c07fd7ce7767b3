package dev.sluice.browser;

import dev.sluice.cli.api.ApiException;
import dev.sluice.cli.api.Json;
import dev.sluice.cli.api.SluiceApi;
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
final class Site implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

  /** More than three ticks: a campaign to a handful is through long before. */
  private static final Duration LONGEST_SENDING = Duration.ofMinutes(10);

  private final LocalRun run;
  private final SluiceApi api;
  private final AtomicInteger people = new AtomicInteger();
  private Optional<Links> unreachable = Optional.empty();

  private Site(LocalRun run) {
    this.run = run;
    this.api = SluiceApi.unsigned(run.baseUrl());
  }

  static Site open() {
    Logger.getLogger("").setLevel(Level.WARNING); // what functions log would fill the tests' output
    try {
      Site site =
          new Site(
              LocalRun.of(Path.of("..", "template.yaml")).clock(new VirtualClock(START)).start());
      site.describe();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends offers to somebody new who reads this language, and returns the links they got. */
  Links mailSomebody(String locale) {
    String id = enrol(locale);
    campaign(id, "offers", "Autumn sale");
    return Links.of(await(id, 1).getFirst());
  }

  /** Sends several kinds of mail to somebody new, some of which has to wait. */
  Links mailOften(String locale) {
    String id = enrol(locale);
    campaign(id, "tips", "Five tips for long evenings");
    List<ReceivedMessage> unused = await(id, 1);
    campaign(id + "-2", "news", "What is new in November");
    campaign(id + "-3", "tips", "Five more tips");
    campaign(id + "-4", "offers", "Autumn sale");
    campaign(id + "-5", "offers", "One day left");
    return Links.of(await(id, 3).getFirst());
  }

  /** Sends somebody new an offer with a link, and lets it lie for longer than a machine would. */
  ReceivedMessage mailWithLink() {
    String id = enrol("en");
    campaign(id, "offers", "Autumn sale", "<p><a href='%s'>Buy</a></p>".formatted(shop()));
    ReceivedMessage message = await(id, 1).getFirst();
    pass(Duration.ofMinutes(1));
    return message;
  }

  /**
   * Returns a page that can be had without a network, at another address than that of our links.
   */
  String shop() {
    return "http://localhost:" + run.baseUrl().getPort() + "/health";
  }

  /** Returns what is counted of what SES told about the campaign of a message. */
  JsonNode heard(ReceivedMessage message) {
    pass(Duration.ofMinutes(1));
    return api.get(SluiceApi.path("campaigns", message.tag("campaign").orElseThrow()))
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
  Links unreachable() {
    if (unreachable.isEmpty()) {
      String id = enrol("en", "suppressionlist+%s@simulator.amazonses.com");
      campaign(id, "offers", "Autumn sale");
      unreachable = Optional.of(Links.of(await(id, 1).getFirst()));
      advanceUntil(() -> newest().contains("\"cause\":\"bounce\""));
    }
    return unreachable.get();
  }

  /** Returns a link that nobody was ever sent. */
  String forged(String purpose) {
    return url("/") + purpose + "/AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  }

  /** Returns what the API knows of the subscriber with the newest links. */
  String newest() {
    return api.get("/subscribers/p" + people.get()).toString();
  }

  /** Tells whether the API knows the subscriber with the newest links. */
  boolean knowsTheNewest() {
    try {
      return !newest().isEmpty();
    } catch (ApiException unknown) {
      return false;
    }
  }

  /** Breaks down until what is returned is closed. */
  Breakdown breakDown() {
    return Breakdown.of(run, this::brand);
  }

  @Override
  public void close() {
    run.close();
  }

  private void describe() {
    put(
        "/policy",
        "{'caps':[{'name':'daily','limit':3,'window':{'calendar':'day'}}],"
            + "'quietHours':{'from':'22:00','until':'07:00'},'defaultZone':'Europe/Tallinn'}");
    put("/topics/offers", "{'name':'Offers','description':'What is on sale, now and then'}");
    put("/topics/news", "{'name':'News','description':'What is new, once a month at most'}");
    put(
        "/topics/tips",
        "{'name':'Tips & tricks','description':'How to get more out of <it>','cadence':'monthly'}");
    brand();
  }

  private void brand() {
    put(
        "/branding",
        "{'name':'Example Records','accent':'#7a1f5c','language':'en',"
            + "'privacyPolicy':'https://example.com/privacy',"
            + "'channels':[{'name':'Forum','url':'https://forum.example.com/'}],"
            + "'wordings':{'he':{'topics':"
            + "{'offers':{'name':'מבצעים','description':'מה זול עכשיו'}}}}}");
  }

  private String enrol(String locale) {
    return enrol(locale, "%s@example.com");
  }

  private String enrol(String locale, String address) {
    String id = "p" + people.incrementAndGet();
    put(
        "/subscribers/" + id,
        "{'address':'%s','locale':'%s','attributes':{'person':'%s'}}"
            .formatted(address.formatted(id), locale, id));
    put(
        "/segments/" + id,
        "{'name':'%s','criterion':{'attribute':'person','equals':'%s'}}".formatted(id, id));
    return id;
  }

  private void campaign(String id, String topic, String name) {
    campaign(id, topic, name, "<p>Hello</p>");
  }

  private void campaign(String id, String topic, String name, String html) {
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

  private void pass(Duration time) {
    try {
      run.runFor(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<ReceivedMessage> await(String id, int messages) {
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
    return Json.of(quoted.replace('\'', '"'));
  }
}
