package dev.sluice.cli.demo;

import dev.sluice.cli.audit.Person;
import dev.sluice.local.LocalRun;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.mailbox.TrackedHtml;
import dev.sluice.local.mailbox.Visitor;
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
 * The people of the demo, who read what they get, each by their {@link Habits}: SES hears of it as
 * it would of real readers, and topics are left by the links in messages.
 *
 * <p>What is still to be read is kept as appointments that name a message, four a message at most.
 */
final class Readers {

  /** A documentation address (RFC 5737). */
  private static final String ADDRESS = "192.0.2.1";

  private static final int OK = 200;

  private final LocalRun run;
  private final Map<String, Habits> habits;
  private final List<Departure> departures = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private Readers(LocalRun run, Map<String, Habits> habits) {
    this.run = run;
    this.habits = habits;
  }

  /** Lets people read from now on. */
  static Readers of(LocalRun run, List<Person> people, long seed) {
    ZoneId unknownZone = ZoneId.of(Scenario.policy().get("defaultZone").asString());
    Map<String, Habits> habits =
        people.stream()
            .map(person -> Habits.of(seed, person, unknownZone))
            .collect(Collectors.toMap(each -> each.person().address(), Function.identity()));
    Readers readers = new Readers(run, habits);
    run.mailbox().listen(readers::receive);
    return readers;
  }

  /** Returns who left what by a link so far. */
  List<Departure> departures() {
    return List.copyOf(departures);
  }

  private void receive(ReceivedMessage message) {
    Habits reader = habits.get(message.to().getFirst());
    if (reader == null) {
      return;
    }
    String id = message.id();
    for (Reading reading : reader.readings(tag(message, "campaign"), message.at())) {
      run.appointments().arrange(reading.at(), () -> read(id, reading));
    }
  }

  /** Done by the driver, one at a time. */
  private void read(String id, Reading reading) {
    ReceivedMessage message = run.mailbox().message(id).orElseThrow();
    Visitor visitor = new Visitor(ADDRESS, reading.userAgent());
    switch (reading.deed()) {
      case OPEN -> run.tracking().opened(message, visitor);
      case FOLLOW ->
          TrackedHtml.links(message.html()).stream()
              .findFirst()
              .ifPresent(link -> run.tracking().clicked(message, link, visitor));
      case LEAVE -> leave(message);
    }
  }

  /** As a mail program does it (RFC 8058), once for each topic. */
  private void leave(ReceivedMessage message) {
    String address = message.to().getFirst();
    String topic = tag(message, "topic");
    boolean left =
        departures.stream()
            .anyMatch(gone -> gone.address().equals(address) && gone.topic().equals(topic));
    if (left) {
      return;
    }
    String header = message.header("List-Unsubscribe").orElseThrow();
    click(URI.create(header.substring(1, header.indexOf('>'))));
    Instant now = run.clock().instant();
    departures.add(new Departure(now, address, topic, tag(message, "campaign"), message.at()));
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
      throw new IllegalStateException("interrupted while a topic was left", e);
    }
  }

  private static String tag(ReceivedMessage message, String name) {
    return message.tag(name).orElse("");
  }
}
