package dev.sluice.verification.demo;

import dev.sluice.local.LocalRun;
import dev.sluice.local.mailbox.EngagementTracking.ReaderClient;
import dev.sluice.local.mailbox.HtmlLinkTracker;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.demo.ReaderBehaviour.ReaderAction;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The simulated readers of the demo, each with a {@link ReaderBehaviour}: their opens and clicks
 * reach SES as those of real readers would, and they unsubscribe by the links in messages.
 *
 * <p>Pending actions are kept as timed actions that name a message, at most four per message.
 */
final class DemoReaders {

  /** A documentation address (RFC 5737). */
  private static final String ADDRESS = "192.0.2.1";

  private static final int OK = 200;

  private final LocalRun run;
  private final Map<String, ReaderBehaviour> behaviours;
  private final List<TopicUnsubscription> unsubscriptions = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private DemoReaders(LocalRun run, Map<String, ReaderBehaviour> behaviours) {
    this.run = run;
    this.behaviours = behaviours;
  }

  /** Starts the readers. */
  static DemoReaders start(LocalRun run, List<AuditedSubscriber> people, long seed) {
    ZoneId unknownZone = ZoneId.of(DemoScenario.policy().get("defaultZone").asString());
    Map<String, ReaderBehaviour> behaviours =
        people.stream()
            .map(person -> ReaderBehaviour.create(seed, person, unknownZone))
            .collect(Collectors.toMap(each -> each.subscriber().address(), Function.identity()));
    DemoReaders readers = new DemoReaders(run, behaviours);
    run.mailbox().addListener(readers::receive);
    return readers;
  }

  /** Returns the unsubscribes by link so far. */
  List<TopicUnsubscription> unsubscriptions() {
    return List.copyOf(unsubscriptions);
  }

  private void receive(ReceivedMessage message) {
    ReaderBehaviour reader = behaviours.get(message.to().getFirst());
    if (reader == null) {
      return;
    }
    String id = message.id();
    for (ReaderAction reading : reader.actionsFor(tag(message, "campaign"), message.at())) {
      run.timedActions().schedule(reading.at(), () -> perform(id, reading));
    }
  }

  /** Runs on the simulation loop's thread, one action at a time. */
  private void perform(String id, ReaderAction reading) {
    ReceivedMessage message = run.mailbox().message(id).orElseThrow();
    ReaderClient reader = new ReaderClient(ADDRESS, reading.userAgent());
    switch (reading.action()) {
      case OPEN -> run.tracking().onOpen(message, reader);
      case CLICK ->
          HtmlLinkTracker.links(message.html()).stream()
              .findFirst()
              .ifPresent(link -> run.tracking().onClick(message, link, reader));
      case UNSUBSCRIBE -> unsubscribe(message);
    }
  }

  /** Unsubscribes as a mail program does (RFC 8058), once per topic. */
  private void unsubscribe(ReceivedMessage message) {
    String address = message.to().getFirst();
    String topic = tag(message, "topic");
    boolean left =
        unsubscriptions.stream()
            .anyMatch(gone -> gone.address().equals(address) && gone.topic().equals(topic));
    if (left) {
      return;
    }
    String header = message.header("List-Unsubscribe").orElseThrow();
    click(URI.create(header.substring(1, header.indexOf('>'))));
    Instant now = run.clock().instant();
    unsubscriptions.add(
        new TopicUnsubscription(now, address, topic, tag(message, "campaign"), message.at()));
  }

  private void click(URI link) {
    HttpRequest request =
        HttpRequest.newBuilder(link)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IllegalStateException("an unsubscribe link answered " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new IllegalStateException("an unsubscribe link did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while unsubscribing", e);
    }
  }

  private static String tag(ReceivedMessage message, String name) {
    return message.tag(name).orElse("");
  }

  /** An unsubscribe from a topic by the link of a message. */
  record TopicUnsubscription(
      Instant at, String address, String topic, String campaign, Instant sentAt) {}
}
