package dev.sluice.local;

import dev.sluice.aws.wiring.AwsClients;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.RealClock;
import dev.sluice.local.functions.Appointments;
import dev.sluice.local.functions.EventBus;
import dev.sluice.local.functions.FunctionRuntime;
import dev.sluice.local.functions.PermissionLedger;
import dev.sluice.local.functions.UsedPermission;
import dev.sluice.local.mailbox.Mailbox;
import dev.sluice.local.mailbox.Tracking;
import dev.sluice.local.ses.SesEndpoint;
import dev.sluice.local.ses.SesEvents;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.Stack;
import dev.sluice.local.template.Template;
import dev.sluice.local.wire.HttpFront;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * template.yaml, running on this machine: its tables, queues, secrets, routes, schedules, rules and
 * functions, SES with a mailbox, and a clock.
 *
 * <p>In real time it runs by itself. In virtual time it moves only while {@link #advanceUntil} or
 * {@link #runFor} is being called.
 */
public final class LocalRun implements AutoCloseable {

  /** Real time between two looks at a condition that is waited for. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final RunSettings settings;
  private final HttpFront front;
  private final Emulators emulators;
  private final Deployment deployment;
  private final FunctionRuntime runtime;
  private final PermissionLedger ledger;
  private final SesEvents sesEvents;
  private final Optional<BackgroundDriver> background;

  private LocalRun(RunSettings settings, HttpFront front, Emulators emulators, Deployment made) {
    this.settings = settings;
    this.front = front;
    this.emulators = emulators;
    this.deployment = made;
    this.ledger = new PermissionLedger(made.names(), Map.of());
    this.runtime =
        FunctionRuntime.of(
            made.stack(),
            settings.clock(),
            emulators.clients(),
            made.queues(),
            ledger.andThen(settings.listener()));
    emulators.bus().set(runtime.bus());
    this.sesEvents =
        new SesEvents(
            made.stack().destinations(),
            emulators.ses().suppressions(),
            settings.clock(),
            this::publishOfSes);
    emulators.ses().publishTo(sesEvents);
    front.serve(new Web(emulators, runtime, settings.clock(), sesEvents));
    this.background =
        settings.clock() instanceof RealClock && settings.invoking()
            ? Optional.of(BackgroundDriver.start(runtime.driver(), settings.clock()))
            : Optional.empty();
  }

  /**
   * Begins to set up a run of a template file.
   *
   * @throws IOException if the file cannot be read
   */
  public static LocalRunBuilder of(Path template) throws IOException {
    return new LocalRunBuilder(Template.read(template));
  }

  /** Begins to set up a run of a template. */
  public static LocalRunBuilder of(Template template) {
    return new LocalRunBuilder(template);
  }

  static LocalRun start(RunSettings settings) throws IOException {
    HttpFront front = HttpFront.bind(settings.port());
    try {
      String url = front.url().toString();
      Template template = StandardParameters.apply(settings.template(), settings.parameters(), url);
      PhysicalNames names = PhysicalNames.local(url);
      Emulators emulators = Emulators.start(settings, template.resolve(names));
      return start(settings, front, emulators, template);
    } catch (RuntimeException e) {
      front.close();
      throw e;
    }
  }

  private static LocalRun start(
      RunSettings settings, HttpFront front, Emulators emulators, Template template) {
    try {
      PhysicalNames names = PhysicalNames.local(front.url().toString());
      Deployment made = Deployment.make(template, names, emulators, settings);
      return new LocalRun(settings, front, emulators, made);
    } catch (RuntimeException e) {
      emulators.close();
      throw e;
    }
  }

  /** Returns the run's time. */
  public LocalClock clock() {
    return settings.clock();
  }

  /** Returns the SES endpoint; it has nothing to do where an external one is used. */
  public SesEndpoint ses() {
    return emulators.ses();
  }

  /** Returns what the SES endpoint accepted. */
  public Mailbox mailbox() {
    return emulators.ses().mailbox();
  }

  /** Returns where SES hears that its messages are opened and their links followed. */
  public Tracking tracking() {
    return sesEvents;
  }

  /** Returns what is done from outside at instants of the run's time. */
  public Appointments appointments() {
    return runtime.appointments();
  }

  /** Returns the event bus. */
  public EventBus bus() {
    return runtime.bus();
  }

  /** Returns the stack under its real names. */
  public Stack stack() {
    return deployment.stack();
  }

  /** Returns clients for what the functions use; what they send is noticed as the functions' is. */
  public AwsClients clients() {
    return runtime.outside();
  }

  /** Returns the client for the tables. */
  public DynamoDbClient dynamoDb() {
    return runtime.outside().dynamoDb();
  }

  /** Returns the permissions that functions needed so far. */
  public Set<UsedPermission> usedPermissions() {
    return ledger.used();
  }

  /** Returns the template's events that invoked their functions so far, as Function.Event. */
  public Set<String> exercisedEvents() {
    return runtime.host().exercised();
  }

  /**
   * Invokes a function and returns its answer.
   *
   * @throws dev.sluice.local.functions.FunctionFailure if it throws
   */
  public byte[] invoke(String logicalId, byte[] event) {
    return runtime.host().invoke(logicalId, event);
  }

  /** Returns where the API answers, without a slash at the end. */
  public URI baseUrl() {
    return front.url();
  }

  /** Returns where the mailbox can be looked at. */
  public URI mailboxUrl() {
    return front.url().resolve("/mailbox");
  }

  /** Returns the variables with which other processes reach this run's emulators. */
  public Map<String, String> environmentForOthers() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Endpoints.Service service : Endpoints.Service.values()) {
      endpoint(service).ifPresent(url -> variables.put(service.variable(), url.toString()));
    }
    variables.put("AWS_REGION", PhysicalNames.LOCAL_REGION);
    variables.put("AWS_ACCESS_KEY_ID", "local");
    variables.put("AWS_SECRET_ACCESS_KEY", "local");
    return variables;
  }

  /**
   * Lets time pass until {@code done} holds at a moment when nothing works, or {@code limit} is
   * over.
   *
   * @return whether it held
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean advanceUntil(BooleanSupplier done, Duration limit) throws InterruptedException {
    Instant end = clock().instant().plus(limit);
    if (background.isEmpty()) {
      return runtime.driver().driveUntil(done, end);
    }
    while (!done.getAsBoolean()) {
      if (!clock().instant().isBefore(end)) {
        return false;
      }
      clock().until(clock().instant().plus(LOOK_EVERY));
    }
    return true;
  }

  /**
   * Lets {@code duration} of the run's time pass.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void runFor(Duration duration) throws InterruptedException {
    boolean unused = advanceUntil(() -> false, duration);
  }

  /** Ends the run; what is kept in a data directory can be run again. */
  @Override
  public void close() {
    background.ifPresent(BackgroundDriver::close);
    front.close();
    runtime.close();
    emulators.close();
  }

  private Optional<URI> endpoint(Endpoints.Service service) {
    Optional<URI> external = settings.external().of(service);
    if (external.isPresent()) {
      return external;
    }
    return switch (service) {
      case DYNAMODB -> emulators.tables().flatMap(tables -> tables.endpoint());
      case SQS -> emulators.queues().map(queues -> queues.endpoint());
      case SESV2, EVENTBRIDGE, SECRETS_MANAGER -> Optional.of(front.url());
    };
  }

  /** A reader in a browser is no activity of the clock; a function that sends is one. */
  private void publishOfSes(String bus, String type, ObjectNode detail) {
    settings
        .clock()
        .perform(() -> {
          String unused = runtime.bus().publish(bus, "aws.ses", type, detail);
        });
  }
}
