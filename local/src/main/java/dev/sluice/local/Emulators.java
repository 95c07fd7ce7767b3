package dev.sluice.local;

import dev.sluice.local.LocalRunBuilder.LocalRunSettings;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.emulator.DynamoDbEmulator;
import dev.sluice.local.emulator.EmulatorClients;
import dev.sluice.local.emulator.SecretsManagerEmulator;
import dev.sluice.local.emulator.SqsEmulator;
import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import dev.sluice.local.mailbox.LocalMailbox;
import dev.sluice.local.ses.SesEmulator;
import dev.sluice.local.template.ResolvedStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The AWS services of one run: emulators in this process, except for services with an external
 * endpoint.
 *
 * @param tables DynamoDB Local, unless external
 * @param queues ElasticMQ, unless external
 * @param secrets Secrets Manager
 * @param ses SES
 * @param bus EventBridge's events, once the rules are known
 * @param clients clients for all of them
 */
record Emulators(
    Optional<DynamoDbEmulator> tables,
    Optional<SqsEmulator> queues,
    SecretsManagerEmulator secrets,
    SesEmulator ses,
    AtomicReference<LocalHttpService> bus,
    EmulatorClients clients)
    implements AutoCloseable {

  /** The address of services that an in-process client calls. */
  private static final URI IN_PROCESS = URI.create("http://in-process.local");

  static Emulators start(LocalRunSettings settings, ResolvedStack stack) {
    CompletableFuture<Optional<SqsEmulator>> queues =
        CompletableFuture.supplyAsync(() -> queues(settings), Thread::startVirtualThread);
    Optional<DynamoDbEmulator> tables = tables(settings);
    SecretsManagerEmulator secrets =
        settings
            .dataDirectory()
            .map(directory -> SecretsManagerEmulator.inFile(directory.resolve("secrets.json")))
            .orElseGet(SecretsManagerEmulator::inMemory);
    LocalMailbox mailbox =
        settings
            .dataDirectory()
            .map(directory -> LocalMailbox.inFile(directory.resolve("mailbox.jsonl")))
            .orElseGet(LocalMailbox::inMemory);
    SesEmulator ses =
        new SesEmulator(
            mailbox, settings.clock(), settings.quota(), Set.copyOf(stack.configurationSets()));
    AtomicReference<LocalHttpService> bus = new AtomicReference<>(Emulators::busNotReady);
    Optional<SqsEmulator> started = queues.join();
    ServiceEndpoints external = settings.external();
    EmulatorClients clients =
        new EmulatorClients(
            tables
                .map(DynamoDbEmulator::client)
                .orElseGet(() ->
                    EmulatorClients.dynamoDb(
                        externalTarget(external, ServiceEndpoints.Service.DYNAMODB))),
            EmulatorClients.ses(target(external, ServiceEndpoints.Service.SESV2, ses)),
            started
                .map(SqsEmulator::client)
                .orElseGet(() ->
                    EmulatorClients.sqs(externalTarget(external, ServiceEndpoints.Service.SQS))),
            EmulatorClients.events(
                target(
                    external,
                    ServiceEndpoints.Service.EVENTBRIDGE,
                    request -> bus.get().handle(request))),
            EmulatorClients.secrets(
                target(external, ServiceEndpoints.Service.SECRETS_MANAGER, secrets)));
    return new Emulators(tables, started, secrets, ses, bus, clients);
  }

  /** Answers AWS calls of other processes at the run's own address; empty for any other request. */
  Optional<LocalHttpResponse> answer(LocalHttpRequest request) throws IOException {
    String target = request.header("x-amz-target").orElse("");
    if (SesEmulator.serves(request.path())) {
      return Optional.of(ses.handle(request));
    }
    if (target.startsWith("AWSEvents.")) {
      return Optional.of(bus.get().handle(request));
    }
    return target.startsWith("secretsmanager.")
        ? Optional.of(secrets.handle(request))
        : Optional.empty();
  }

  @Override
  public void close() {
    queues.ifPresent(SqsEmulator::close);
    tables.ifPresent(DynamoDbEmulator::close);
    ses.mailbox().close();
  }

  private static Optional<DynamoDbEmulator> tables(LocalRunSettings settings) {
    if (settings.external().find(ServiceEndpoints.Service.DYNAMODB).isPresent()) {
      return Optional.empty();
    }
    Optional<Path> directory = settings.dataDirectory().map(data -> data.resolve("tables"));
    return Optional.of(
        settings
            .tablePort()
            .map(port -> DynamoDbEmulator.listening(directory, port))
            .orElseGet(() -> DynamoDbEmulator.inProcess(directory)));
  }

  private static Optional<SqsEmulator> queues(LocalRunSettings settings) {
    return settings.external().find(ServiceEndpoints.Service.SQS).isPresent()
        ? Optional.empty()
        : Optional.of(
            settings
                .dataDirectory()
                .map(data -> SqsEmulator.inFile(data.resolve("queues.jsonl"), settings.clock()))
                .orElseGet(() -> SqsEmulator.start(settings.clock())));
  }

  private static EmulatorClients.Target externalTarget(
      ServiceEndpoints external, ServiceEndpoints.Service service) {
    return EmulatorClients.Target.at(external.find(service).orElse(IN_PROCESS));
  }

  private static EmulatorClients.Target target(
      ServiceEndpoints external, ServiceEndpoints.Service service, LocalHttpService local) {
    return external
        .find(service)
        .map(EmulatorClients.Target::at)
        .orElseGet(() -> new EmulatorClients.Target(IN_PROCESS, new InProcessHttpClient(local)));
  }

  private static LocalHttpResponse busNotReady(LocalHttpRequest request) throws IOException {
    throw new IOException("the event bus is not ready yet");
  }

  /** Returns whether items may expire by the store's own clock. */
  static boolean isRealTime(LocalRunSettings settings) {
    return settings.clock() instanceof SystemClock;
  }
}
