package dev.sluice.dynamodb.capacity;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.dynamodb.fixture.DynamoTablesExtension;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Asks DynamoDB with every call what it consumed, and adds it up. */
final class CapacityMeter {

  private static final ReturnConsumedCapacity ASKED = ReturnConsumedCapacity.INDEXES;

  /** Units of a write in a transaction, of an item below 1 KB, as all of these are. */
  private static final double UNITS_IN_A_TRANSACTION = 2;

  private final DynamoDbClient client;
  private final List<Consumed> consumed = new ArrayList<>();

  /**
   * What calls consumed.
   *
   * @param units write units for writes, read units for reads; of the table and its indexes
   * @param index how many of them for indexes
   */
  record Consumed(String table, boolean write, double units, double index) {}

  private CapacityMeter(DynamoDbClient client) {
    this.client = client;
  }

  /**
   * Returns a meter at the tables of the running test, which it skips, saying why, where nobody
   * counts.
   */
  static CapacityMeter on(DynamoTablesExtension tables) {
    boolean counted = DynamoTablesExtension.externalEndpoint().isEmpty();
    if (!counted) {
      System.out.println("SKIPPED: emulators other than DynamoDB Local do not count units");
    }
    assumeTrue(counted, "emulators other than DynamoDB Local do not count units");
    return new CapacityMeter(tables.get().client());
  }

  /** Returns the client to use in place of the one that was given. */
  DynamoDbClient client() {
    InvocationHandler handler = this::call;
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, handler);
  }

  /** Forgets what was consumed so far. */
  void reset() {
    synchronized (consumed) {
      consumed.clear();
    }
  }

  double writes(String table) {
    return sum(table, true, false);
  }

  double indexWrites(String table) {
    return sum(table, true, true);
  }

  double reads(String table) {
    return sum(table, false, false);
  }

  private double sum(String table, boolean write, boolean index) {
    synchronized (consumed) {
      return consumed.stream()
          .filter(one -> one.table.equals(table) && one.write == write)
          .mapToDouble(one -> index ? one.index : one.units)
          .sum();
    }
  }

  private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (arguments == null || arguments.length != 1 || !isDynamoDbRequest(arguments[0])) {
      // What takes a consumer builds the request and comes back with it.
      return method.isDefault() && arguments != null
          ? InvocationHandler.invokeDefault(proxy, method, arguments)
          : pass(method, arguments);
    }
    Object response = pass(method, new Object[] {withConsumedCapacity(arguments[0])});
    if (arguments[0] instanceof TransactWriteItemsRequest transaction) {
      transaction.transactItems().forEach(this::record);
    } else {
      record(response);
    }
    return response;
  }

  private Object pass(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(client, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static boolean isDynamoDbRequest(Object request) {
    return request instanceof DynamoDbRequest;
  }

  private static Object withConsumedCapacity(Object request) {
    return switch (request) {
      case PutItemRequest r -> r.toBuilder().returnConsumedCapacity(ASKED).build();
      case UpdateItemRequest r -> r.toBuilder().returnConsumedCapacity(ASKED).build();
      case GetItemRequest r -> r.toBuilder().returnConsumedCapacity(ASKED).build();
      case QueryRequest r -> r.toBuilder().returnConsumedCapacity(ASKED).build();
      case BatchGetItemRequest r -> r.toBuilder().returnConsumedCapacity(ASKED).build();
      case TransactWriteItemsRequest r -> r;
      default -> throw new IllegalArgumentException("not metered: " + request.getClass());
    };
  }

  /** Counts a write of a transaction: DynamoDB Local counts the units of a few of them only. */
  private void record(TransactWriteItem write) {
    String table =
        Stream.of(
                Optional.ofNullable(write.put()).map(Put::tableName),
                Optional.ofNullable(write.update()).map(Update::tableName),
                Optional.ofNullable(write.delete()).map(Delete::tableName))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow();
    synchronized (consumed) {
      consumed.add(new Consumed(table, true, UNITS_IN_A_TRANSACTION, 0));
    }
  }

  private void record(Object response) {
    switch (response) {
      case PutItemResponse r -> record(r.consumedCapacity(), true);
      case UpdateItemResponse r -> record(r.consumedCapacity(), true);
      case GetItemResponse r -> record(r.consumedCapacity(), false);
      case QueryResponse r -> record(r.consumedCapacity(), false);
      case BatchGetItemResponse r -> r.consumedCapacity().forEach(one -> record(one, false));
      default -> throw new IllegalArgumentException("not metered: " + response.getClass());
    }
  }

  private void record(ConsumedCapacity capacity, boolean write) {
    double total = capacity.capacityUnits();
    double table = Optional.ofNullable(capacity.table()).map(Capacity::capacityUnits).orElse(0.0);
    double index =
        capacity.globalSecondaryIndexes().values().stream()
            .mapToDouble(Capacity::capacityUnits)
            .sum();
    synchronized (consumed) {
      consumed.add(
          new Consumed(capacity.tableName(), write, Math.max(total, table + index), index));
    }
  }
}
