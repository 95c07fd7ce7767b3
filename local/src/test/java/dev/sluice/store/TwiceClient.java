package dev.sluice.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client that loses the first answer to every write and asks again, as the SDK does after a
 * connection broke.
 */
final class TwiceClient {

  private static final Set<String> WRITES = Set.of("putItem", "updateItem", "transactWriteItems");

  private TwiceClient() {}

  static DynamoDbClient of(DynamoDbClient client) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) -> {
              try {
                if (WRITES.contains(method.getName())) {
                  method.invoke(client, arguments);
                }
              } catch (InvocationTargetException lost) {
                // The answer is lost, whatever it was.
              }
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
