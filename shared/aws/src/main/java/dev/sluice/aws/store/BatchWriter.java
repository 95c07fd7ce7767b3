package dev.sluice.aws.store;

import dev.sluice.scheduling.Pauses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Writes many items without conditions, as many in one request as DynamoDB takes. */
public final class BatchWriter {

  /** Items of one BatchWriteItem request, DynamoDB's limit. */
  static final int MAX_ITEMS = 25;

  /** How often what DynamoDB left out is sent again: with doubling pauses, 3 seconds in all. */
  private static final int MAX_ATTEMPTS = 7;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private final DynamoDbClient client;
  private final InstantSource clock;
  private final Pauses pauses;

  /** Creates a writer. */
  public BatchWriter(DynamoDbClient client, InstantSource clock, Pauses pauses) {
    this.client = client;
    this.clock = clock;
    this.pauses = pauses;
  }

  /**
   * Creates or replaces items.
   *
   * @param items with different keys
   * @throws IllegalStateException if the table took some of them in no attempt
   */
  void putAll(String table, List<Map<String, AttributeValue>> items) {
    for (int from = 0; from < items.size(); from += MAX_ITEMS) {
      List<Map<String, AttributeValue>> some =
          items.subList(from, Math.min(from + MAX_ITEMS, items.size()));
      write(table, some.stream().map(BatchWriter::put).toList());
    }
  }

  private void write(String table, List<WriteRequest> requests) {
    List<WriteRequest> left = new ArrayList<>(requests);
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      if (attempt > MAX_ATTEMPTS) {
        throw new IllegalStateException(
            "the table took " + left.size() + " items in none of " + MAX_ATTEMPTS + " attempts");
      }
      if (attempt > 1) {
        pauseFor(pause);
        pause = pause.multipliedBy(2);
      }
      left = unprocessed(table, left);
    }
  }

  private List<WriteRequest> unprocessed(String table, List<WriteRequest> requests) {
    BatchWriteItemRequest request =
        BatchWriteItemRequest.builder().requestItems(Map.of(table, requests)).build();
    return client.batchWriteItem(request).unprocessedItems().getOrDefault(table, List.of());
  }

  private void pauseFor(Duration pause) {
    try {
      pauses.until(clock.instant().plus(pause));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing a batch", e);
    }
  }

  private static WriteRequest put(Map<String, AttributeValue> item) {
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }
}
