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
 * A run of template.yaml on this machine: its tables, queues, secrets, routes, schedules, rules and
 * functions, SES with a mailbox, and a clock.
 *
 * <p>In real time it runs by itself. In virtual time it advances only during {@link #advanceUntil}
 * and {@link #runFor}.
 */
public final class LocalRun implements AutoCloseable {

  /** Real time between two evaluations of a condition that is waited for. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  private final LocalRunSettings settings;
  private final LoopbackHttpServer server;
  private final Emulators emulators;
  private final LocalDeployment deployment;
  private final FunctionRuntime runtime;
  private final PermissionRecorder permissions;
  private final SesEventEmulator sesEvents;
  private final Optional<SimulationLoop.BackgroundLoop> background;

  private LocalRun(
      LocalRunSettings settings,
      LoopbackHttpServer server,
      Emulators emulators,
      LocalDeployment deployment) {
    this.settings = settings;
    this.server = server;
    this.emulators = emulators;
    this.deployment = deployment;
    this.permissions = new PermissionRecorder(deployment.names(), Map.of());
    this.runtime =
        FunctionRuntime.create(
            deployment.stack(),
            settings.clock(),
            emulators.clients(),
            deployment.queues(),
            permissions.andThen(settings.listener()));
    emulators.bus().set(runtime.bus());
    this.sesEvents =
        new SesEventEmulator(
            deployment.stack().destinations(),
            emulators.ses().suppressions(),
            settings.clock(),
            this::publishSesEvent);
    emulators.ses().setAcceptanceListener(sesEvents);
    emulators.ses().setEventDestinations(deployment.stack().destinations());
    server.serve(new LocalHttpRouter(emulators, runtime, settings.clock(), sesEvents));
    this.background =
        settings.clock() instanceof SystemClock && settings.invokesFunctions()
            ? Optional.of(runtime.driver().startInBackground())
            : Optional.empty();
  }

  /**
   * Returns a builder of a run of a template file.
   *
   * @throws IOException if the file cannot be read
   */
  public static LocalRunBuilder of(Path template) throws IOException {
    return new LocalRunBuilder(SamTemplate.load(template));
  }

  /** Returns a builder of a run of a template. */
  public static LocalRunBuilder of(SamTemplate template) {
    return new LocalRunBuilder(template);
  }

  static LocalRun start(LocalRunSettings settings) throws IOException {
    LoopbackHttpServer server = LoopbackHttpServer.bind(settings.port());
    try {
      String url = server.url().toString();
      SamTemplate template = withDefaultParameters(settings.template(), settings.parameters(), url);
      PhysicalNames names = PhysicalNames.local(url);
      Emulators emulators = Emulators.start(settings, template.resolve(names));
      return start(settings, server, emulators, template);
    } catch (RuntimeException e) {
      server.close();
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
      LoopbackHttpServer server,
      Emulators emulators,
      SamTemplate template) {
    try {
      PhysicalNames names = PhysicalNames.local(server.url().toString());
      LocalDeployment deployment = LocalDeployment.deploy(template, names, emulators, settings);
      return new LocalRun(settings, server, emulators, deployment);
    } catch (RuntimeException e) {
      emulators.close();
      throw e;
    }
  }

  /** Returns the run's time. */
  public LocalClock clock() {
    return settings.clock();
  }

  /** Returns the SES emulator; it receives nothing if an external endpoint is used. */
  public SesEmulator ses() {
    return emulators.ses();
  }

  /** Returns the mailbox of messages that the SES emulator accepted. */
  public LocalMailbox mailbox() {
    return emulators.ses().mailbox();
  }

  /** Returns the receiver of opens and clicks. */
  public EngagementTracking tracking() {
    return sesEvents;
  }

  /** Returns the actions scheduled from outside the run. */
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

  /**
   * Returns clients for the functions' services; their calls are observed like the functions' own.
   */
  public AwsClients clients() {
    return runtime.externalClients();
  }

  /** Returns the client for the tables. */
  public DynamoDbClient dynamoDb() {
    return runtime.externalClients().get(DynamoTables.CLIENT);
  }

  /** Returns the permissions that functions have needed so far. */
  public Set<UsedPermission> usedPermissions() {
    return permissions.usedPermissions();
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

  /** Returns the API's address, without a slash at the end. */
  public URI baseUrl() {
    return server.url();
  }

  /** Returns the address of the mailbox's pages. */
  public URI mailboxUrl() {
    return server.url().resolve("/mailbox");
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
   * Lets time pass until {@code done} holds while no activity is awake, or {@code limit} is over.
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

  /** Ends the run; another run can continue on its data directory. */
  @Override
  public void close() {
    background.ifPresent(SimulationLoop.BackgroundLoop::close);
    server.close();
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
      case SESV2, EVENTBRIDGE, SECRETS_MANAGER -> Optional.of(server.url());
    };
  }

  /** A request from a browser is not an activity of the clock; a function that sends is one. */
  private void publishSesEvent(String bus, String type, ObjectNode detail) {
    settings
        .clock()
        .performAsActivity(() -> {
          String unused = runtime.bus().publish(bus, "aws.ses", type, detail);
        });
  }
}
