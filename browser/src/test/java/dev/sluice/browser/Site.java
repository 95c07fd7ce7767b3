package dev.sluice.browser;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import tools.jackson.databind.JsonNode;

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
      site.describeTopics();
      return site;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends offers to somebody new who reads this language, and returns the links they got. */
  Links mailSomebody(String locale) {
    String id = "p" + people.incrementAndGet();
    put(
        "/subscribers/" + id,
        "{'address':'%s@example.com','locale':'%s','attributes':{'person':'%s'}}"
            .formatted(id, locale, id));
    put(
        "/segments/" + id,
        "{'name':'%s','criterion':{'attribute':'person','equals':'%s'}}".formatted(id, id));
    campaign(id, "offers");
    return Links.of(await(id));
  }

  /** Returns a link that nobody was ever sent. */
  String forged(String purpose) {
    return run.baseUrl() + "/" + purpose + "/AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  }

  /** Returns what the API knows of the subscriber with the newest links. */
  String newest() {
    return api.get("/subscribers/p" + people.get()).toString();
  }

  @Override
  public void close() {
    run.close();
  }

  private void describeTopics() {
    put("/policy", "{'caps':[],'defaultZone':'UTC'}");
    put("/topics/offers", "{'name':'Offers','description':'What is on sale, now and then'}");
    put("/topics/news", "{'name':'News','description':'What is new, once a month at most'}");
    put("/topics/tips", "{'name':'Tips & tricks','description':'How to get more of <it>'}");
  }

  private void campaign(String id, String topic) {
    api.post(
        "/campaigns",
        json(
            "{'id':'%s','name':'%s','topic':'%s','segments':['%s'],'priority':5,"
                    .formatted(id, id, topic, id)
                + "'variants':[{'subject':'Hello','html':'<p>Hello</p>','text':''}]}"));
  }

  private ReceivedMessage await(String id) {
    try {
      boolean unused = run.advanceUntil(() -> !mailTo(id).isEmpty(), LONGEST_SENDING);
      return mailTo(id).getFirst();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private List<ReceivedMessage> mailTo(String id) {
    return run.mailbox().messages().stream()
        .filter(message -> message.to().contains(id + "@example.com"))
        .toList();
  }

  private void put(String path, String body) {
    api.put(path, json(body));
  }

  private static JsonNode json(String quoted) {
    return Json.of(quoted.replace('\'', '"'));
  }
}
