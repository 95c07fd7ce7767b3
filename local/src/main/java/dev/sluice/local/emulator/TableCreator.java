package dev.sluice.local.emulator;

import dev.sluice.local.template.ResolvedStack.TableSpec;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Creates the tables of a template. */
public final class TableCreator {

  private TableCreator() {}

  /**
   * Creates missing tables; existing ones stay as they are.
   *
   * @param expiry whether items expire; only right where the store's time is the run's time
   */
  public static void create(DynamoDbClient client, List<TableSpec> tables, boolean expiry) {
    tables.forEach(table -> create(client, table, expiry));
  }

  private static void create(DynamoDbClient client, TableSpec table, boolean expiry) {
    try {
      client.createTable(request(table));
    } catch (ResourceInUseException e) {
      return;
    }
    try (DynamoDbWaiter waiter = DynamoDbWaiter.builder().client(client).build()) {
      waiter.waitUntilTableExists(r -> r.tableName(table.name()));
    }
    if (expiry) {
      table
          .expiryAttribute()
          .ifPresent(attribute -> enableTimeToLive(client, table.name(), attribute));
    }
  }

  private static void enableTimeToLive(DynamoDbClient client, String table, String attribute) {
    client.updateTimeToLive(r ->
        r.tableName(table).timeToLiveSpecification(t -> t.enabled(true).attributeName(attribute)));
  }

  private static CreateTableRequest request(TableSpec table) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key(table.key()))
            .attributeDefinitions(
                table.attributes().entrySet().stream()
                    .map(a ->
                        AttributeDefinition.builder()
                            .attributeName(a.getKey())
                            .attributeType(a.getValue())
                            .build())
                    .toList());
    if (!table.indexes().isEmpty()) {
      request.globalSecondaryIndexes(table.indexes().stream().map(TableCreator::index).toList());
    }
    return request.build();
  }

  private static GlobalSecondaryIndex index(TableSpec.Index index) {
    Projection.Builder projection = Projection.builder().projectionType(index.projection());
    if (!index.included().isEmpty()) {
      projection.nonKeyAttributes(index.included());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(key(index.key()))
        .projection(projection.build())
        .build();
  }

  private static List<KeySchemaElement> key(TableSpec.Key key) {
    List<KeySchemaElement> parts = new ArrayList<>();
    parts.add(part(key.partition(), KeyType.HASH));
    key.sort().ifPresent(sort -> parts.add(part(sort, KeyType.RANGE)));
    return parts;
  }

  private static KeySchemaElement part(String attribute, KeyType type) {
    return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
  }
}
