package dev.sluice.store;

import dev.sluice.aws.store.Tables;
import dev.sluice.local.fixture.OwnTemplate;
import dev.sluice.local.stores.Clients;
import dev.sluice.local.stores.TableStore;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.TableSpec;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Fresh tables for every test, as template.yaml declares them.
 *
 * <p>They are in DynamoDB Local in this process, or with {@code AWS_ENDPOINT_URL} set in whatever
 * answers there.
 */
final class StoreTables implements BeforeAllCallback, BeforeEachCallback {

  private Optional<Store> store = Optional.empty();
  private Optional<Tables> tables = Optional.empty();

  /** What holds the tables, kept for the whole run and closed by JUnit. */
  private record Store(DynamoDbClient client, Runnable shutdown) implements AutoCloseable {
    @Override
    public void close() {
      shutdown.run();
    }
  }

  /** Returns the address of an emulator that nobody here wrote, if one is to be used. */
  static Optional<URI> elsewhere() {
    return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
        .filter(url -> !url.isBlank())
        .map(URI::create);
  }

  /** Tells whether writes are atomic: moto, for one, is not. */
  static boolean isAtomic() {
    return elsewhere().isEmpty();
  }

  /** Returns the tables of the running test. */
  Tables get() {
    return tables.orElseThrow();
  }

  /** Returns the tables of the running test, reached through another client. */
  Tables through(DynamoDbClient client) {
    return new Tables(client, get().subscribers(), get().control());
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    store =
        Optional.of(
            context
                .getRoot()
                .getStore(ExtensionContext.Namespace.create(StoreTables.class))
                .getOrComputeIfAbsent("store", _ -> start(), Store.class));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    DynamoDbClient client = store.orElseThrow().client();
    List<TableSpec> specs = OwnTemplate.resolve(PhysicalNames.local("http://127.0.0.1")).tables();
    String run = UUID.randomUUID().toString();
    List<TableSpec> fresh = specs.stream().map(spec -> renamed(spec, run)).toList();
    dev.sluice.local.stores.Tables.create(client, fresh, false);
    tables =
        Optional.of(
            new Tables(client, name(fresh, "SubscribersTable"), name(fresh, "ControlTable")));
  }

  private static Store start() {
    return elsewhere()
        .map(url -> Clients.dynamoDb(Clients.Target.over(url)))
        .map(client -> new Store(client, client::close))
        .orElseGet(() -> {
          TableStore local = TableStore.embedded(Optional.empty());
          return new Store(local.client(), local::close);
        });
  }

  private static TableSpec renamed(TableSpec spec, String run) {
    return new TableSpec(
        spec.logicalId(),
        spec.logicalId() + "-" + run,
        spec.arn(),
        spec.attributes(),
        spec.key(),
        spec.indexes(),
        spec.expiryAttribute());
  }

  private static String name(List<TableSpec> specs, String logicalId) {
    return specs.stream()
        .filter(spec -> spec.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow()
        .name();
  }
}
