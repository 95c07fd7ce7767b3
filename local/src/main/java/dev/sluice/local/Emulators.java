package dev.sluice.local;

import dev.sluice.local.clock.RealClock;
import dev.sluice.local.mailbox.Mailbox;
import dev.sluice.local.ses.SesEndpoint;
import dev.sluice.local.stores.Clients;
import dev.sluice.local.stores.QueueStore;
import dev.sluice.local.stores.SecretStore;
import dev.sluice.local.stores.TableStore;
import dev.sluice.local.template.Stack;
import dev.sluice.local.wire.InProcessHttpClient;
import dev.sluice.local.wire.WireRequest;
import dev.sluice.local.wire.WireResponse;
import dev.sluice.local.wire.WireService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What stands in for AWS in one run: emulators in this process, except where an address was given.
 *
 * @param tables DynamoDB Local, unless external
 * @param queues ElasticMQ, unless external
 * @param secrets Secrets Manager
 * @param ses SES
 * @param bus EventBridge's events, once the rules are known
 * @param clients clients for all of them
 */
record Emulators(
    Optional<TableStore> tables,
    Optional<QueueStore> queues,
    SecretStore secrets,
    SesEndpoint ses,
    AtomicReference<WireService> bus,
    Clients clients)
    implements AutoCloseable {

  /** Stands in an in-process client where an address would be. */
  private static final URI IN_PROCESS = URI.create("http://in-process.local");

  static Emulators start(RunSettings settings, Stack stack) {
    CompletableFuture<Optional<QueueStore>> queues =
        CompletableFuture.supplyAsync(() -> queues(settings), Thread::startVirtualThread);
    Optional<TableStore> tables = tables(settings);
    SecretStore secrets =
        settings
            .dataDirectory()
            .map(directory -> SecretStore.at(directory.resolve("secrets.json")))
            .orElseGet(SecretStore::inMemory);
    Mailbox mailbox =
        settings
            .dataDirectory()
            .map(directory -> Mailbox.at(directory.resolve("mailbox.jsonl")))
            .orElseGet(Mailbox::inMemory);
    SesEndpoint ses =
        new SesEndpoint(
            mailbox, settings.clock(), settings.quota(), Set.copyOf(stack.configurationSets()));
    AtomicReference<WireService> bus = new AtomicReference<>(Emulators::notYet);
    Optional<QueueStore> started = queues.join();
    Endpoints external = settings.external();
    Clients clients =
        new Clients(
            tables
                .map(TableStore::client)
                .orElseGet(() -> Clients.dynamoDb(over(external, Endpoints.Service.DYNAMODB))),
            Clients.ses(target(external, Endpoints.Service.SESV2, ses)),
            started
                .map(QueueStore::client)
                .orElseGet(() -> Clients.sqs(over(external, Endpoints.Service.SQS))),
            Clients.events(
                target(
                    external, Endpoints.Service.EVENTBRIDGE, request -> bus.get().answer(request))),
            Clients.secrets(target(external, Endpoints.Service.SECRETS_MANAGER, secrets)));
    return new Emulators(tables, started, secrets, ses, bus, clients);
  }

  /** Answers what other processes call at the run's own address; empty if it is no AWS call. */
  Optional<WireResponse> answer(WireRequest request) throws IOException {
    String target = request.header("x-amz-target").orElse("");
    if (SesEndpoint.serves(request.path())) {
      return Optional.of(ses.answer(request));
    }
    if (target.startsWith("AWSEvents.")) {
      return Optional.of(bus.get().answer(request));
    }
    return target.startsWith("secretsmanager.")
        ? Optional.of(secrets.answer(request))
        : Optional.empty();
  }

  @Override
  public void close() {
    queues.ifPresent(QueueStore::close);
    tables.ifPresent(TableStore::close);
    ses.mailbox().close();
  }

  private static Optional<TableStore> tables(RunSettings settings) {
    if (settings.external().of(Endpoints.Service.DYNAMODB).isPresent()) {
      return Optional.empty();
    }
    Optional<Path> directory = settings.dataDirectory().map(data -> data.resolve("tables"));
    return Optional.of(
        settings
            .tablePort()
            .map(port -> TableStore.served(directory, port))
            .orElseGet(() -> TableStore.embedded(directory)));
  }

  private static Optional<QueueStore> queues(RunSettings settings) {
    return settings.external().of(Endpoints.Service.SQS).isPresent()
        ? Optional.empty()
        : Optional.of(
            settings
                .dataDirectory()
                .map(data -> QueueStore.at(data.resolve("queues.jsonl"), settings.clock()))
                .orElseGet(() -> QueueStore.start(settings.clock())));
  }

  private static Clients.Target over(Endpoints external, Endpoints.Service service) {
    return Clients.Target.over(external.of(service).orElse(IN_PROCESS));
  }

  private static Clients.Target target(
      Endpoints external, Endpoints.Service service, WireService local) {
    return external
        .of(service)
        .map(Clients.Target::over)
        .orElseGet(() -> new Clients.Target(IN_PROCESS, new InProcessHttpClient(local)));
  }

  private static WireResponse notYet(WireRequest request) throws IOException {
    throw new IOException("the event bus is not ready yet");
  }

  /** Whether items may expire by the store's own clock. */
  static boolean isRealTime(RunSettings settings) {
    return settings.clock() instanceof RealClock;
  }
}
