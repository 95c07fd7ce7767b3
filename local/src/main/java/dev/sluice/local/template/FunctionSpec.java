package dev.sluice.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function of the template.
 *
 * @param logicalId its name in the template, such as {@code DeliverFunction}
 * @param handler its handler, {@code package.Class::method}
 * @param environment its variables, resolved
 * @param timeout how long an invocation may take
 * @param memoryMegabytes its memory
 * @param reservedConcurrency its reserved concurrency
 * @param events its event sources
 * @param statements the statements of its policy
 * @param failureDestination the ARN of the queue that receives events of asynchronous invocations
 *     that failed for good
 */
public record FunctionSpec(
    String logicalId,
    String handler,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes,
    Optional<Integer> reservedConcurrency,
    List<EventSource> events,
    List<IamPolicyStatement> statements,
    Optional<String> failureDestination) {

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

  /**
   * One statement of a function's policy.
   *
   * @param effect {@code Allow} or {@code Deny}
   * @param actions IAM actions such as {@code dynamodb:Query}; may hold wildcards
   * @param resources ARNs; may hold wildcards
   * @param condition the statement's condition as JSON, {@code {}} if none
   */
  public record IamPolicyStatement(
      String effect, List<String> actions, List<String> resources, String condition) {

    public IamPolicyStatement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
    }

    /** Returns whether this statement allows {@code action} on {@code resource}. */
    public boolean allows(String action, String resource) {
      return effect.equals("Allow")
          && actions.stream().anyMatch(pattern -> matches(pattern, action))
          && resources.stream().anyMatch(pattern -> matches(pattern, resource));
    }

    /** IAM's wildcards: {@code *} for any text, {@code ?} for any one character. */
    private static boolean matches(String pattern, String text) {
      String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
      return Pattern.matches(expression, text);
    }
  }
}
