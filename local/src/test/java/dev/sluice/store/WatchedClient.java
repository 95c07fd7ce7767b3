package dev.sluice.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB client whose calls go through a test's hands. */
final class WatchedClient {

  private WatchedClient() {}

  /** Sees a call instead of the client. */
  @FunctionalInterface
  interface Watcher {

    /** Answers a call, by passing it on or in its own way. */
    Object answer(Call call) throws Throwable;
  }

  /** A call of the client. */
  interface Call {

    /** Returns the name of the client's method. */
    String name();

    /** Returns what is asked for. */
    Object request();

    /** Passes the call on and returns the client's answer, or throws what the client throws. */
    Object pass() throws Throwable;
  }

  static DynamoDbClient of(DynamoDbClient client, Watcher watcher) {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (_, method, arguments) ->
                watcher.answer(
                    new Call() {
                      @Override
                      public String name() {
                        return method.getName();
                      }

                      @Override
                      public Object request() {
                        return arguments == null ? "" : arguments[0];
                      }

                      @Override
                      public Object pass() throws Throwable {
                        try {
                          return method.invoke(client, arguments);
                        } catch (InvocationTargetException failed) {
                          throw failed.getCause();
                        }
                      }
                    }));
  }
}
