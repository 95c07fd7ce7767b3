package dev.sluice.local.template;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** What invokes a function: a route, a queue, a schedule or a rule. */
public sealed interface EventSource {

  /** Returns the event's name below the function, such as {@code EveryMinute}. */
  String name();

  /**
   * A route of the HTTP API.
   *
   * @param name the event's name
   * @param method an HTTP method, or {@code ANY}
   * @param path the path with {@code {parameters}} and perhaps a last {@code {greedy+}} one
   * @param signed whether callers must sign their requests (AWS_IAM)
   * @param throttle the limit of its own, empty if it shares the API's; not enforced here
   */
  record HttpRoute(
      String name, String method, String path, boolean signed, Optional<Throttle> throttle)
      implements EventSource {

    /**
     * How much API Gateway lets through to a route, whoever calls.
     *
     * @param perSecond requests a second
     * @param burst requests at once
     */
    public record Throttle(int perSecond, int burst) {}

    /** Returns the route's key in events, such as {@code GET /campaigns/{id}}. */
    public String key() {
      return path.equals("$default") ? path : method + " " + path;
    }
  }

  /**
   * A queue whose messages are handed over in batches.
   *
   * @param name the event's name
   * @param queueArn the ARN of the queue
   * @param batchSize messages per invocation at most
   * @param maximumConcurrency invocations at a time at most
   * @param partialFailures whether the function reports which messages failed
   * @param window how long messages are gathered until there are as many as a batch takes
   */
  record QueueBatch(
      String name,
      String queueArn,
      int batchSize,
      int maximumConcurrency,
      boolean partialFailures,
      Duration window)
      implements EventSource {}

  /**
   * A schedule.
   *
   * @param name the event's name
   * @param expression when it fires
   * @param zone the zone that cron fields are counted in
   * @param input the event handed over, JSON; the service's own notification if empty
   */
  record Schedule(String name, ScheduleExpression expression, ZoneId zone, Optional<String> input)
      implements EventSource {}

  /**
   * A rule on an event bus.
   *
   * @param name the event's name
   * @param bus the name or ARN of the bus, {@code default} if none was given
   * @param pattern the event pattern, JSON
   */
  record BusRule(String name, String bus, String pattern) implements EventSource {}
}
