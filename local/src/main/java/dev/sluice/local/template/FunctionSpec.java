package dev.sluice.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the template.
 *
 * @param logicalId its name in the template, such as {@code DeliverFunction}
 * @param handler its handler, {@code package.Class::method}
 * @param environment its variables, resolved
 * @param timeout how long an invocation may take
 * @param memoryMegabytes its memory
 * @param reservedConcurrency its reserved concurrency
 * @param events what invokes it
 * @param statements what it is allowed to do
 */
public record FunctionSpec(
    String logicalId,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    Optional<Integer> reservedConcurrency,
    List<EventSource> events,
    List<IamPolicyStatement> statements) {

  public FunctionSpec {
    environment = Map.copyOf(environment);
    events = List.copyOf(events);
    statements = List.copyOf(statements);
  }

  /** Returns the events of one kind. */
  public <E extends EventSource> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Returns the name of the handler's class. */
  public String handlerClass() {
    int method = handler.indexOf("::");
    return method < 0 ? handler : handler.substring(0, method);
  }
}
