package dev.sluice.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log of one invocation: each line names its request id, and the last line holds the metrics.
 *
 * <p>Metrics are a log line in CloudWatch's embedded metric format (EMF), from which CloudWatch
 * makes metrics without a call or a permission. Counts have the dimension {@code Stack} only, since
 * CloudWatch charges for each combination of name and dimensions; run time and cold starts have
 * {@code Function} too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">the
 *     format</a>
 */
public final class InvocationLog extends FunctionLog implements AutoCloseable {

  private final String requestId;
  private final String functionName;
  private final boolean coldStart;
  private final Instant startedAt;

  InvocationLog(FunctionLog process, Context context, boolean coldStart) {
    super(process);
    this.requestId = context.getAwsRequestId();
    this.functionName = context.getFunctionName();
    this.coldStart = coldStart;
    this.startedAt = clock().instant();
  }

  @Override
  ObjectNode line(LogLevel level, LogEvent event) {
    return super.line(level, event).put("requestId", requestId);
  }

  /** Publishes what the process has counted since the last invocation ended. */
  @Override
  public void close() {
    Instant now = clock().instant();
    Map<String, Long> counts = drainCounts();
    Map<String, Long> times = new LinkedHashMap<>();
    times.put(Metric.RUN_TIME.metricName(), Duration.between(startedAt, now).toMillis());
    if (coldStart) {
      times.put(Metric.COLD_STARTS.metricName(), 1L);
    }
    ObjectNode line = line(LogLevel.INFO, LogEvent.INVOCATION_ENDED);
    ObjectNode header = line.putObject("_aws").put("Timestamp", now.toEpochMilli());
    ArrayNode directives = header.putArray("CloudWatchMetrics");
    addDirective(directives, counts, Metric.STACK);
    addDirective(directives, times, Metric.STACK, Metric.FUNCTION);
    line.put(Metric.STACK, stack()).put(Metric.FUNCTION, functionName);
    counts.forEach(line::put);
    times.forEach(line::put);
    writeLine(line);
  }

  private static void addDirective(
      ArrayNode directives, Map<String, Long> values, String... dimensions) {
    if (values.isEmpty()) {
      return;
    }
    ObjectNode directive = directives.addObject().put("Namespace", Metric.NAMESPACE);
    ArrayNode set = directive.putArray("Dimensions").addArray();
    for (String dimension : dimensions) {
      set.add(dimension);
    }
    ArrayNode metrics = directive.putArray("Metrics");
    values.keySet().forEach(name -> metrics.addObject().put("Name", name).put("Unit", unit(name)));
  }

  private static String unit(String name) {
    return name.equals(Metric.RUN_TIME.metricName()) ? "Milliseconds" : "Count";
  }
}
