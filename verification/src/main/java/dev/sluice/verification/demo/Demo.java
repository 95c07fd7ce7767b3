package dev.sluice.verification.demo;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.cli.console.ProgressBar;
import dev.sluice.cli.console.Screen;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.verification.audit.AuditInput;
import dev.sluice.verification.audit.AuditInput.AuditedSubscriber;
import dev.sluice.verification.audit.MailboxAudit;
import dev.sluice.verification.audit.RuleViolation;
import dev.sluice.verification.demo.DemoScenario.PlannedCampaign;
import dev.sluice.verification.demo.DemoSubscribers.DemoSubscriberJson;
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
 * The demo, on a local run whose clock is at the scenario's start: it uses the HTTP API as a team
 * would.
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
  private final ApiClient api;
  private final Screen screen;
  private final DemoProgressView progressView;
  private final DemoExplanations explanations;
  private final SystemClock real = new SystemClock();
  private final List<PlannedCampaign> enqueued = new ArrayList<>();
  private final DemoReaders readers;
  private final SesEventRecorder sesEvents;
  private List<AuditedSubscriber> subscribers;
  private Instant drawn = Instant.MIN;

  private Demo(LocalRun run, Screen screen, List<AuditedSubscriber> people, long seed) {
    this.run = run;
    this.api = ApiClient.unsigned(run.baseUrl());
    this.screen = screen;
    this.subscribers = people;
    this.progressView = new DemoProgressView(screen, people.size());
    this.explanations = new DemoExplanations(api, people);
    this.readers = DemoReaders.start(run, people, seed);
    this.sesEvents = SesEventRecorder.recording(run.eventBus());
  }

  /** Returns the instant at which a local run for the demo starts. */
  public static Instant start() {
    return DemoScenario.START;
  }

  /**
   * Runs the demo and audits its mailbox.
   *
   * @param seed the seed of zones, choices and reader behaviour
   * @param subscribers how many of the 2,357 customers take part
   * @param length how much of the run's time passes
   * @return every violation found
   */
  public static List<RuleViolation> play(
      LocalRun run, Screen screen, long seed, int subscribers, Duration length)
      throws InterruptedException {
    return new Demo(run, screen, DemoSubscribers.create(seed, subscribers), seed).play(length);
  }

  private List<RuleViolation> play(Duration length) throws InterruptedException {
    Instant began = real.instant();
    storeRules();
    importSubscribers();
    Instant end = DemoScenario.START.plus(length);
    for (Map.Entry<Instant, Runnable> step : steps().entrySet()) {
      if (step.getKey().isBefore(end)) {
        runUntil(step.getKey());
        step.getValue().run();
      }
    }
    runUntil(end);
    List<DemoCampaignCounts> counts = counts().stream().map(this::withFeedback).toList();
    screen.keepDrawn();
    screen.line("");
    progressView.printSummary(counts);
    explanations.lines().forEach(line -> screen.line("\n" + line));
    return audit(counts, Duration.between(began, real.instant()));
  }

  private void storeRules() {
    DemoScenario.topics().forEach((id, topic) -> api.put(ApiClient.path("topics", id), topic));
    api.put("/policy", DemoScenario.policy());
    DemoScenario.segments()
        .forEach((id, segment) -> api.put(ApiClient.path("segments", id), segment));
  }

  private void importSubscribers() {
    ProgressBar bar = new ProgressBar(screen, "subscribers", subscribers.size());
    for (int from = 0; from < subscribers.size(); from += BATCH) {
      int until = Math.min(subscribers.size(), from + BATCH);
      ObjectNode body = JsonText.emptyObject();
      ArrayNode batch = body.putArray("subscribers");
      subscribers
          .subList(from, until)
          .forEach(person -> batch.add(DemoSubscriberJson.encode(person)));
      JsonNode answer = api.post("/subscribers/batch", body);
      if (answer.path("imported").asInt() != until - from) {
        throw new IllegalStateException("subscribers were refused: " + answer);
      }
      bar.update(until, "imported");
    }
  }

  /** Returns the demo's steps by instant. */
  private Map<Instant, Runnable> steps() {
    Map<Instant, Runnable> steps = new TreeMap<>();
    steps.put(DemoScenario.START.plus(LEAVING_AFTER), this::unsubscribeSome);
    DemoScenario.campaigns().stream()
        .sorted(Comparator.comparing(PlannedCampaign::start).reversed())
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

  private void enqueue(PlannedCampaign planned) {
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
      explanations.collect(planned.id());
    }
  }

  private void unsubscribeSome() {
    Instant now = run.clock().instant();
    List<AuditedSubscriber> after = new ArrayList<>();
    int left = 0;
    for (int i = 0; i < subscribers.size(); i++) {
      boolean leaves = i % LEAVING_ONE_IN == 0;
      AuditedSubscriber person =
          leaves ? subscribers.get(i).withUnsubscribe(LEFT_TOPIC, now) : subscribers.get(i);
      if (leaves) {
        api.put(ApiClient.path("subscribers", person.id()), DemoSubscriberJson.encode(person));
        left++;
      }
      after.add(person);
    }
    subscribers = after;
    screen.line("%d subscribers leave the topic '%s'", left, LEFT_TOPIC);
  }

  private void runUntil(Instant instant) throws InterruptedException {
    while (run.clock().instant().isBefore(instant)) {
      Duration left = Duration.between(run.clock().instant(), instant);
      Duration slice = left.compareTo(LINE_EVERY) < 0 ? left : LINE_EVERY;
      boolean unused = run.advanceUntil(this::redrawIfDue, slice);
      if (!screen.isTerminal()) {
        progressView.printChanged(run.clock().instant(), counts());
      }
    }
  }

  private boolean redrawIfDue() {
    Instant now = real.instant();
    if (screen.isTerminal() && drawn.isBefore(now.minus(DRAW_EVERY))) {
      drawn = now;
      progressView.draw(run.clock().instant(), counts());
    }
    return false;
  }

  private List<DemoCampaignCounts> counts() {
    return api.get("/campaigns?limit=100")
        .path("campaigns")
        .valueStream()
        .map(DemoCampaignCounts::decode)
        .sorted(Comparator.comparing(DemoCampaignCounts::priority).reversed())
        .toList();
  }

  /** Adds the feedback counts, which a list of campaigns leaves out. */
  private DemoCampaignCounts withFeedback(DemoCampaignCounts listed) {
    return DemoCampaignCounts.decode(api.get(ApiClient.path("campaigns", listed.id())));
  }

  private List<RuleViolation> audit(List<DemoCampaignCounts> counts, Duration took) {
    AuditInput input =
        new DemoAuditInput(
                subscribers, enqueued, counts, sesEvents.events(), readers.unsubscriptions(), run)
            .toAuditInput();
    List<RuleViolation> violations = MailboxAudit.run(input);
    screen.line(
        "\n%,d subscribers opened none of their last %d messages or more, and get fewer",
        MailboxAudit.countSilentSubscribers(input, DemoScenario.silentThreshold()),
        DemoScenario.silentThreshold());
    screen.line(
        "\n%,d messages to %,d subscribers in %d simulated days, in %d s",
        run.mailbox().messages().size(),
        subscribers.size(),
        Duration.between(DemoScenario.START, run.clock().instant()).toDays(),
        took.toSeconds());
    return violations;
  }
}
