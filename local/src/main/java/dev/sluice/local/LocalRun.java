package dev.sluice.local;

import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.lambda.AwsClients;
import dev.sluice.local.LocalRunBuilder.LocalRunSettings;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.functions.EventBridgeEmulator;
import dev.sluice.local.functions.FunctionRuntime;
import dev.sluice.local.functions.PermissionRecorder;
import dev.sluice.local.functions.PermissionRecorder.UsedPermission;
import dev.sluice.local.functions.SimulationLoop;
import dev.sluice.local.functions.TimedActions;
import dev.sluice.local.http.LoopbackHttpServer;
import dev.sluice.local.mailbox.EngagementTracking;
import dev.sluice.local.mailbox.LocalMailbox;
import dev.sluice.local.ses.SesEmulator;
import dev.sluice.local.ses.SesEventEmulator;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack;
import dev.sluice.local.template.SamTemplate;
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
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final LocalRunSettings settings;
  private final LoopbackHttpServer front;
  private final Emulators emulators;
  private final LocalDeployment deployment;
  private final FunctionRuntime runtime;
  private final PermissionRecorder ledger;
  private final SesEventEmulator sesEvents;
  private final Optional<SimulationLoop.BackgroundLoop> background;

  private LocalRun(
      LocalRunSettings settings,
      LoopbackHttpServer front,
      Emulators emulators,
      LocalDeployment made) {
    this.settings = settings;
    this.front = front;
    this.emulators = emulators;
    this.deployment = made;
    this.ledger = new PermissionRecorder(made.names(), Map.of());
    this.runtime =
        FunctionRuntime.create(
            made.stack(),
            settings.clock(),
            emulators.clients(),
            made.queues(),
            ledger.andThen(settings.listener()));
    emulators.bus().set(runtime.bus());
    this.sesEvents =
        new SesEventEmulator(
            made.stack().destinations(),
            emulators.ses().suppressions(),
            settings.clock(),
            this::publishSesEvent);
    emulators.ses().setAcceptanceListener(sesEvents);
    front.serve(new LocalHttpRouter(emulators, runtime, settings.clock(), sesEvents));
    this.background =
        settings.clock() instanceof SystemClock && settings.invokesFunctions()
            ? Optional.of(runtime.driver().startInBackground())
            : Optional.empty();
  }

  /**
   * Begins to set up a run of a template file.
   *
   * @throws IOException if the file cannot be read
   */
  public static LocalRunBuilder of(Path template) throws IOException {
    return new LocalRunBuilder(SamTemplate.load(template));
  }

  /** Begins to set up a run of a template. */
  public static LocalRunBuilder of(SamTemplate template) {
    return new LocalRunBuilder(template);
  }

  static LocalRun start(LocalRunSettings settings) throws IOException {
    LoopbackHttpServer front = LoopbackHttpServer.bind(settings.port());
    try {
      String url = front.url().toString();
      SamTemplate template = withDefaultParameters(settings.template(), settings.parameters(), url);
      PhysicalNames names = PhysicalNames.local(url);
      Emulators emulators = Emulators.start(settings, template.resolve(names));
      return start(settings, front, emulators, template);
    } catch (RuntimeException e) {
      front.close();
      throw e;
    }
  }

  /** Gives values to the parameters that have no default because only a deployment knows them. */
  private static SamTemplate withDefaultParameters(
      SamTemplate template, Map<String, String> given, String baseUrl) {
    Map<String, String> values = new LinkedHashMap<>();
    Map.of(
            "SenderAddress", "news@sluice.example",
            "SenderIdentity", "sluice.example",
            "PostalAddress", "Sluice Ltd, 1 Lock Lane, 12345 Watergate",
            "LinkBaseUrl", baseUrl)
        .forEach((name, value) -> {
          if (template.lacksValue(name)) {
            values.put(name, value);
          }
        });
    values.putAll(given);
    return template.withParameters(values);
  }

  private static LocalRun start(
      LocalRunSettings settings,
      LoopbackHttpServer front,
      Emulators emulators,
      SamTemplate template) {
    try {
      PhysicalNames names = PhysicalNames.local(front.url().toString());
      LocalDeployment made = LocalDeployment.deploy(template, names, emulators, settings);
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
  public SesEmulator ses() {
    return emulators.ses();
  }

  /** Returns what the SES endpoint accepted. */
  public LocalMailbox mailbox() {
    return emulators.ses().mailbox();
  }

  /** Returns where SES hears that its messages are opened and their links followed. */
  public EngagementTracking tracking() {
    return sesEvents;
  }

  /** Returns what is done from outside at instants of the run's time. */
  public TimedActions timedActions() {
    return runtime.timedActions();
  }

  /** Returns the event bus. */
  public EventBridgeEmulator eventBus() {
    return runtime.bus();
  }

  /** Returns the stack under its real names. */
  public ResolvedStack stack() {
    return deployment.stack();
  }

  /** Returns clients for what the functions use; what they send is noticed as the functions' is. */
  public AwsClients clients() {
    return runtime.externalClients();
  }

  /** Returns the client for the tables. */
  public DynamoDbClient dynamoDb() {
    return runtime.externalClients().get(DynamoTables.CLIENT);
  }

  /** Returns the permissions that functions needed so far. */
  public Set<UsedPermission> usedPermissions() {
    return ledger.usedPermissions();
  }

  /** Returns the template's events that invoked their functions so far, as Function.Event. */
  public Set<String> usedEvents() {
    return runtime.host().usedEvents();
  }

  /**
   * Invokes a function and returns its answer.
   *
   * @throws dev.sluice.local.functions.FunctionInvocationException if it throws
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
  public Map<String, String> environmentForOtherProcesses() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (ServiceEndpoints.Service service : ServiceEndpoints.Service.values()) {
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
      return runtime.driver().runUntil(done, end);
    }
    while (!done.getAsBoolean()) {
      if (!clock().instant().isBefore(end)) {
        return false;
      }
      clock().sleepUntil(clock().instant().plus(POLL_INTERVAL));
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
    background.ifPresent(SimulationLoop.BackgroundLoop::close);
    front.close();
    runtime.close();
    emulators.close();
  }

  private Optional<URI> endpoint(ServiceEndpoints.Service service) {
    Optional<URI> external = settings.external().find(service);
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
  private void publishSesEvent(String bus, String type, ObjectNode detail) {
    settings
        .clock()
        .performAsActivity(() -> {
          String unused = runtime.bus().publish(bus, "aws.ses", type, detail);
        });
  }
}
