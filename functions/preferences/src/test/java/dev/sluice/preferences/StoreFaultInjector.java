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

/** Records calls to stores and makes them fail on demand. */
final class StoreFaultInjector {

  /** A transient failure of DynamoDB. */
  static final RuntimeException THROTTLED = failure(400, "ProvisionedThroughputExceededException");

  /** A permanent failure: a missing permission. */
  static final RuntimeException BROKEN = failure(403, "AccessDeniedException");

  /** The names of the stores called, in order. */
  final List<String> calls = new ArrayList<>();

  private final Map<String, RuntimeException> failures = new HashMap<>();

  /** Makes all calls to a store fail from now on. */
  void failOn(String name, RuntimeException failure) {
    failures.put(name, failure);
  }

  void clear() {
    failures.clear();
  }

  /** Throws the failure of a store, if it has one. */
  void check(String name) {
    if (failures.containsKey(name)) {
      throw failures.get(name);
    }
  }

  /** Returns a store whose calls are recorded and can fail. */
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
