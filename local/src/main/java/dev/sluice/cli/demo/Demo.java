package dev.sluice.cli.demo;

import dev.sluice.cli.api.Json;
import dev.sluice.cli.api.SluiceApi;
import dev.sluice.cli.audit.Audit;
import dev.sluice.cli.audit.Breach;
import dev.sluice.cli.audit.Evidence;
import dev.sluice.cli.audit.Person;
import dev.sluice.cli.demo.Scenario.Planned;
import dev.sluice.cli.screen.ProgressBar;
import dev.sluice.cli.screen.Screen;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.RealClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The demo on a local run whose clock stands at the scenario's start: everything is entered and
 * watched through the HTTP API, as a team would.
 */
public final class Demo {

  private static final int BATCH = 100;

  /** Virtual time between two lines of each campaign where bars cannot move. */
  private static final Duration LINE_EVERY = Duration.ofHours(24);

  /** Real time between two drawings of the bars. */
  private static final Duration DRAW_EVERY = Duration.ofMillis(250);

  /** When some subscribers leave the topic of the announced campaign, a day before it starts. */
  private static final Duration LEAVING_AFTER = Duration.ofDays(1);

  /** One subscriber in so many leaves. */
  private static final int LEAVING_ONE_IN = 50;

  private static final String LEFT_TOPIC = "offers";

  private final LocalRun run;
  private final SluiceApi api;
  private final Screen screen;
  private final Board board;
  private final Explanations explanations;
  private final RealClock real = new RealClock();
  private final List<Planned> enqueued = new ArrayList<>();
  private final Readers readers;
  private final Overheard overheard;
  private List<Person> people;
  private Instant drawn = Instant.MIN;

  private Demo(LocalRun run, Screen screen, List<Person> people, long seed) {
    this.run = run;
    this.api = SluiceApi.unsigned(run.baseUrl());
    this.screen = screen;
    this.people = people;
    this.board = new Board(screen, people.size());
    this.explanations = new Explanations(api, people);
    this.readers = Readers.of(run, people, seed);
    this.overheard = Overheard.on(run.bus());
  }

  /** Returns the instant at which a local run for the demo starts. */
  public static Instant start() {
    return Scenario.START;
  }

  /**
   * Plays the demo and audits its mailbox.
   *
   * @param seed other seeds give other zones, choices and habits
   * @param subscribers how many of the 2,357 customers take part
   * @param length how much of the run's time passes
   * @return every breach found
   */
  public static List<Breach> play(
      LocalRun run, Screen screen, long seed, int subscribers, Duration length)
      throws InterruptedException {
    return new Demo(run, screen, Cast.of(seed, subscribers), seed).play(length);
  }

  private List<Breach> play(Duration length) throws InterruptedException {
    Instant began = real.instant();
    enterRules();
    enterPeople();
    Instant end = Scenario.START.plus(length);
    for (Map.Entry<Instant, Runnable> step : steps().entrySet()) {
      if (step.getKey().isBefore(end)) {
        passUntil(step.getKey());
        step.getValue().run();
      }
    }
    passUntil(end);
    List<CampaignCounts> counts = counts().stream().map(this::whole).toList();
    screen.keep();
    screen.line("");
    board.close(counts);
    explanations.lines().forEach(line -> screen.line("\n" + line));
    return audit(counts, Duration.between(began, real.instant()));
  }

  private void enterRules() {
    Scenario.topics().forEach((id, topic) -> api.put(SluiceApi.path("topics", id), topic));
    api.put("/policy", Scenario.policy());
    Scenario.segments().forEach((id, segment) -> api.put(SluiceApi.path("segments", id), segment));
  }

  private void enterPeople() {
    ProgressBar bar = new ProgressBar(screen, "subscribers", people.size());
    for (int from = 0; from < people.size(); from += BATCH) {
      int until = Math.min(people.size(), from + BATCH);
      ObjectNode body = Json.object();
      ArrayNode batch = body.putArray("subscribers");
      people.subList(from, until).forEach(person -> batch.add(SubscriberBody.of(person)));
      JsonNode answer = api.post("/subscribers/batch", body);
      if (answer.path("imported").asInt() != until - from) {
        throw new IllegalStateException("subscribers were refused: " + answer);
      }
      bar.at(until, "imported");
    }
  }

  /** Returns what happens when, beside the passing of time. */
  private Map<Instant, Runnable> steps() {
    Map<Instant, Runnable> steps = new TreeMap<>();
    steps.put(Scenario.START.plus(LEAVING_AFTER), this::leave);
    Scenario.campaigns().stream()
        .sorted(Comparator.comparing(Planned::start).reversed())
        .forEach(planned ->
            steps.merge(
                planned.at(),
                () -> enqueue(planned),
                (first, second) ->
                    () -> {
                      first.run();
                      second.run();
                    }));
    return steps;
  }

  private void enqueue(Planned planned) {
    api.post("/campaigns", planned.json());
    enqueued.add(planned);
    screen.line(
        "enqueued %s (topic %s, priority %s), from %s to %s",
        planned.id(),
        planned.topic(),
        planned.json().path("priority").asInt(),
        planned.start(),
        planned.expiry());
    if (!planned.start().isAfter(run.clock().instant())) {
      explanations.look(planned.id());
    }
  }

  private void leave() {
    Instant now = run.clock().instant();
    List<Person> after = new ArrayList<>();
    int left = 0;
    for (int i = 0; i < people.size(); i++) {
      boolean leaves = i % LEAVING_ONE_IN == 0;
      Person person = leaves ? people.get(i).leaving(LEFT_TOPIC, now) : people.get(i);
      if (leaves) {
        api.put(SluiceApi.path("subscribers", person.id()), SubscriberBody.of(person));
        left++;
      }
      after.add(person);
    }
    people = after;
    screen.line("%d subscribers leave the topic '%s'", left, LEFT_TOPIC);
  }

  private void passUntil(Instant instant) throws InterruptedException {
    while (run.clock().instant().isBefore(instant)) {
      Duration left = Duration.between(run.clock().instant(), instant);
      Duration slice = left.compareTo(LINE_EVERY) < 0 ? left : LINE_EVERY;
      boolean unused = run.advanceUntil(this::drawNowAndThen, slice);
      if (!screen.moves()) {
        board.write(run.clock().instant(), counts());
      }
    }
  }

  private boolean drawNowAndThen() {
    Instant now = real.instant();
    if (screen.moves() && drawn.isBefore(now.minus(DRAW_EVERY))) {
      drawn = now;
      board.draw(run.clock().instant(), counts());
    }
    return false;
  }

  private List<CampaignCounts> counts() {
    return api.get("/campaigns?limit=100")
        .path("campaigns")
        .valueStream()
        .map(CampaignCounts::of)
        .sorted(Comparator.comparing(CampaignCounts::priority).reversed())
        .toList();
  }

  /** Adds what was heard of a campaign's messages, which a list leaves out. */
  private CampaignCounts whole(CampaignCounts listed) {
    return CampaignCounts.of(api.get(SluiceApi.path("campaigns", listed.id())));
  }

  private List<Breach> audit(List<CampaignCounts> counts, Duration took) {
    Evidence evidence =
        new DemoAudit(people, enqueued, counts, overheard.signals(), readers.departures(), run)
            .evidence();
    List<Breach> breaches = Audit.of(evidence);
    screen.line(
        "\n%,d subscribers opened none of their last %d messages or more, and get fewer",
        Audit.silent(evidence, Scenario.silentFrom()), Scenario.silentFrom());
    screen.line(
        "\n%,d messages to %,d subscribers in %d simulated days, in %d s",
        run.mailbox().messages().size(),
        people.size(),
        Duration.between(Scenario.START, run.clock().instant()).toDays(),
        took.toSeconds());
    return breaches;
  }
}
