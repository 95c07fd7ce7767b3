package dev.sluice.local.template;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event source of a function: a route, a queue, a schedule or a rule. */
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
   * @param throttle the route's own limit, empty if it shares the API's; not enforced locally
   */
  record HttpRoute(
      String name, String method, String path, boolean signed, Optional<Throttle> throttle)
      implements EventSource {

    /**
     * The throttling limit of a route across all callers.
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
   * A queue whose messages the function receives in batches.
   *
   * @param name the event's name
   * @param queueArn the ARN of the queue
   * @param batchSize messages per invocation at most
   * @param maximumConcurrency invocations at a time at most
   * @param partialFailures whether the function reports which messages failed
   * @param window how long messages are gathered for a full batch
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
   * A schedule of EventBridge Scheduler, {@code rate(…)}: the only kind that the template uses.
   *
   * <p>It fires on whole multiples of its period since the epoch, so that a run that continues on a
   * data directory continues its schedules; the service itself counts from the schedule's creation.
   *
   * @param name the event's name
   * @param period the time between two firings, at least a minute
   * @param input the event that the function receives, JSON; the service's own notification if
   *     empty
   */
  record Schedule(String name, Duration period, Optional<String> input) implements EventSource {

    private static final Pattern RATE =
        Pattern.compile("rate\\(([1-9][0-9]{0,5})\\s+(minute|hour|day)s?\\)");

    /**
     * Returns the period of an expression such as {@code rate(5 minutes)}.
     *
     * @param where the property that an error names
     * @throws SamTemplateException if it is not a rate
     */
    static Duration parsePeriod(String expression, String where) {
      Matcher rate = RATE.matcher(expression.strip());
      if (!rate.matches()) {
        throw new SamTemplateException(
            where,
            "'"
                + expression
                + "' is not supported by the local run: give a rate, such as rate(5 minutes)");
      }
      long count = Long.parseLong(rate.group(1));
      return switch (rate.group(2)) {
        case "minute" -> Duration.ofMinutes(count);
        case "hour" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }

    /** Returns the first firing strictly after {@code after}. */
    public Instant nextAfter(Instant after) {
      long millis = period.toMillis();
      return Instant.ofEpochMilli((Math.floorDiv(after.toEpochMilli(), millis) + 1) * millis);
    }
  }

  /**
   * A rule on an event bus.
   *
   * @param name the event's name
   * @param bus the name or ARN of the bus, {@code default} if none was given
   * @param pattern the event pattern, JSON
   */
  record BusRule(String name, String bus, String pattern) implements EventSource {}
}
