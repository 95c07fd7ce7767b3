package dev.sluice.preferences;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What lies between the function and its stores: what goes through is noted, and can be cut. */
final class StoreFaultInjector {

  /** What DynamoDB says when it has too much to do: it passes. */
  static final RuntimeException THROTTLED = failure(400, "ProvisionedThroughputExceededException");

  /** What AWS says when a permission is missing: it stays. */
  static final RuntimeException BROKEN = failure(403, "AccessDeniedException");

  /** What was asked for, in order, by the names of stores. */
  final List<String> calls = new ArrayList<>();

  private final Map<String, RuntimeException> failures = new HashMap<>();

  /** Lets everything fail from now on that goes to a store. */
  void failOn(String name, RuntimeException failure) {
    failures.put(name, failure);
  }

  void clear() {
    failures.clear();
  }

  /** Fails if the wire to a store is cut. */
  void check(String name) {
    if (failures.containsKey(name)) {
      throw failures.get(name);
    }
  }

  /** Returns a store behind a wire. */
  <T> T wrap(String name, Class<T> type, T store) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              calls.add(name);
              check(name);
              return call(store, method, arguments);
            }));
  }

  private static RuntimeException failure(int status, String code) {
    return DynamoDbException.builder()
        .statusCode(status)
        .message("of anna@example.com")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  private static Object call(Object store, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(store, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
