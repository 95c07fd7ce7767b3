package dev.sluice.local.functions;

import dev.sluice.lambda.AwsClientType;
import dev.sluice.lambda.AwsClients;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** AWS clients of one function whose calls a listener observes. */
public final class ObservedAwsClients implements AwsClients {

  private final AwsClients clients;
  private final String function;
  private final AwsCallListener listener;
  private final Map<Class<?>, SdkClient> observed = new HashMap<>();

  /** Observes {@code clients} as {@code function} uses them. */
  public ObservedAwsClients(AwsClients clients, String function, AwsCallListener listener) {
    this.clients = clients;
    this.function = function;
    this.listener = listener;
  }

  @Override
  public synchronized <C extends SdkClient> C get(AwsClientType<C> type) {
    return type.clientClass()
        .cast(
            observed.computeIfAbsent(
                type.clientClass(),
                _ -> observeClient(type.clientClass(), clients.get(type), function, listener)));
  }

  private static <C> C observeClient(
      Class<C> type, C client, String function, AwsCallListener listener) {
    String service = service(type);
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (isConvenience(method)) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          return call(client, method, arguments, new Caller(function, service, listener));
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Overloads with builders, paginators and waiters end in plain calls of the proxy itself. */
  private static boolean isConvenience(Method method) {
    return method.isDefault()
        && method.getParameterCount() == 1
        && (!SdkRequest.class.isAssignableFrom(method.getParameterTypes()[0])
            || !SdkResponse.class.isAssignableFrom(method.getReturnType()));
  }

  private static @Nullable Object call(
      Object client, Method method, Object @Nullable [] arguments, Caller caller) throws Throwable {
    Optional<SdkResponse> response = Optional.empty();
    caller.listener().beforeCall();
    try {
      Object result = method.invoke(client, arguments);
      if (result instanceof SdkResponse answer) {
        response = Optional.of(answer);
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    } finally {
      if (arguments != null && arguments.length > 0 && arguments[0] instanceof SdkRequest request) {
        caller.notifyListener(method.getName(), request, response);
      }
    }
  }

  private static String service(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "DynamoDbClient" -> "dynamodb";
      case "SesV2Client" -> "ses";
      case "SqsClient" -> "sqs";
      case "EventBridgeClient" -> "events";
      default -> "secretsmanager";
    };
  }

  private record Caller(String function, String service, AwsCallListener listener) {
    void notifyListener(String method, SdkRequest request, Optional<SdkResponse> response) {
      String operation = Character.toUpperCase(method.charAt(0)) + method.substring(1);
      listener.afterCall(new AwsCall(function, service, operation, request, response));
    }
  }
}
