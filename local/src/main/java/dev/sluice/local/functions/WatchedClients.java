package dev.sluice.local.functions;

import dev.sluice.aws.wiring.AwsClients;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The clients of one function, every call of which is told to a listener.
 *
 * @param dynamoDb the client for the tables
 * @param ses the client for sending
 * @param sqs the client for the queues
 * @param events the client for the event bus
 * @param secrets the client for the link keys
 */
public record WatchedClients(
    DynamoDbClient dynamoDb,
    SesV2Client ses,
    SqsClient sqs,
    EventBridgeClient events,
    SecretsManagerClient secrets)
    implements AwsClients {

  /** Returns {@code clients} as {@code function} uses them, watched by {@code listener}. */
  public static AwsClients of(AwsClients clients, String function, AwsCallListener listener) {
    return new WatchedClients(
        watch(DynamoDbClient.class, clients.dynamoDb(), function, listener),
        watch(SesV2Client.class, clients.ses(), function, listener),
        watch(SqsClient.class, clients.sqs(), function, listener),
        watch(EventBridgeClient.class, clients.events(), function, listener),
        watch(SecretsManagerClient.class, clients.secrets(), function, listener));
  }

  private static <C> C watch(Class<C> type, C client, String function, AwsCallListener listener) {
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
    caller.listener().calling();
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
        caller.tell(method.getName(), request, response);
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
    void tell(String method, SdkRequest request, Optional<SdkResponse> response) {
      String operation = Character.toUpperCase(method.charAt(0)) + method.substring(1);
      listener.called(new AwsCall(function, service, operation, request, response));
    }
  }
}
