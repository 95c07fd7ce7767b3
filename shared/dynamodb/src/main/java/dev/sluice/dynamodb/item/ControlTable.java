package dev.sluice.dynamodb.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The table of everything that controls sending, by the kind and the identifier of its items. */
public final class ControlTable {

  public static final String KIND = "kind";
  public static final String ID = "id";

  private final DynamoDbClient dynamoDb;
  private final String name;

  public ControlTable(DynamoTables tables) {
    this.dynamoDb = tables.client();
    this.name = tables.control();
  }

  public String name() {
    return name;
  }

  public DynamoDbClient client() {
    return dynamoDb;
  }

  public static Map<String, AttributeValue> key(String kind, String id) {
    return Map.of(KIND, ItemBuilder.text(kind), ID, ItemBuilder.text(id));
  }

  /** Returns an item as last written. */
  public Optional<Item> find(String kind, String id) {
    return Optional.of(
            dynamoDb
                .getItem(request -> request.tableName(name).key(key(kind, id)).consistentRead(true))
                .item())
        .filter(item -> !item.isEmpty())
        .map(Item::new);
  }

  public void put(Map<String, AttributeValue> item) {
    dynamoDb.putItem(request -> request.tableName(name).item(item));
  }

  /** Makes all writes or none, and returns whether it made them. */
  public boolean writeAll(TransactWriteItem... writes) {
    WriteTransaction transaction = new WriteTransaction(dynamoDb);
    for (TransactWriteItem write : writes) {
      transaction.add(write);
    }
    return transaction.execute().isWritten();
  }

  /** Returns a query for the items of a kind, in order of identifier, as last written. */
  public QueryRequest.Builder queryByKind(String kind) {
    return QueryRequest.builder()
        .tableName(name)
        .consistentRead(true)
        .keyConditionExpression("#kind = :kind")
        .expressionAttributeNames(Map.of("#kind", KIND))
        .expressionAttributeValues(Map.of(":kind", ItemBuilder.text(kind)));
  }

  /**
   * Returns every item that a query finds, from as many pages as there are.
   *
   * <p>For readers to whom an absent item is significant: they get all items or an exception.
   *
   * @param max the most items that the writers allow
   * @throws IllegalStateException if there are more
   */
  public List<Item> queryAll(QueryRequest.Builder query, int max) {
    List<Item> items = new ArrayList<>();
    QueryResponse page;
    do {
      page = dynamoDb.query(query.build());
      page.items().stream().map(Item::new).forEach(items::add);
      if (items.size() > max) {
        throw new IllegalStateException(
            "table %s holds more than %d items of a kind that is limited to as many"
                .formatted(name, max));
      }
      query.exclusiveStartKey(page.lastEvaluatedKey());
    } while (page.hasLastEvaluatedKey());
    return items;
  }

  /** Returns the items of one page: at most 1 MB, or the limit of the query. */
  public List<Item> queryPage(QueryRequest.Builder query) {
    QueryResponse response = dynamoDb.query(query.build());
    return response.items().stream().map(Item::new).toList();
  }
}
