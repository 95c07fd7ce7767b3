package dev.sluice.store;

import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client that loses the first answer to every write and asks again, as the SDK does after a
 * connection broke.
 */
final class TwiceClient {

  private static final Set<String> WRITES = Set.of("putItem", "updateItem", "transactWriteItems");

  private TwiceClient() {}

  static DynamoDbClient of(DynamoDbClient client) {
    return WatchedClient.of(
        client,
        call -> {
          if (WRITES.contains(call.name())) {
            lose(call);
          }
          return call.pass();
        });
  }

  private static void lose(WatchedClient.Call call) throws Throwable {
    try {
      Object unheard = call.pass();
    } catch (SdkException lost) {
      // The answer is lost, whatever it was.
    }
  }
}
