package dev.sluice.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log and the metrics of a function: one JSON object a line.
 *
 * <p>A line has {@code timestamp}, {@code level}, {@code event} (a {@link LogEvent}) and fields
 * that hold identifiers, counts and causes; never an address, a token or an attribute.
 *
 * <p>Lines go to the standard output and not to Lambda's own logger, which wraps a line into a text
 * when the log format is JSON, so that CloudWatch Logs Insights does not find its fields. {@code
 * LOG_LEVEL} is applied here and not by Lambda, which would filter metrics too.
 *
 * <p>Counts of the whole process are collected here and published at the end of an invocation, see
 * {@link InvocationLog}. Thread-safe.
 */
public sealed class FunctionLog permits InvocationLog {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final InstantSource clock;
  private final LogLevel threshold;
  private final String stack;
  private final Consumer<String> output;
  private final Map<String, LongAdder> counts;
  private final AtomicBoolean coldStart;

  /**
   * Creates the log of a process.
   *
   * @param environment the function's variables: {@code LOG_LEVEL}, INFO by default, and {@code
   *     STACK_NAME}
   * @param output takes a line without its end
   */
  public FunctionLog(
      Map<String, String> environment, InstantSource clock, Consumer<String> output) {
    this.clock = clock;
    this.threshold = LogLevel.valueOf(environment.getOrDefault("LOG_LEVEL", "INFO"));
    this.stack = environment.getOrDefault("STACK_NAME", "none");
    this.output = output;
    this.counts = new ConcurrentSkipListMap<>();
    this.coldStart = new AtomicBoolean(true);
  }

  /** Creates a log that shares everything with {@code process}. */
  FunctionLog(FunctionLog process) {
    this.clock = process.clock;
    this.threshold = process.threshold;
    this.stack = process.stack;
    this.output = process.output;
    this.counts = process.counts;
    this.coldStart = process.coldStart;
  }

  /**
   * Runs one invocation: a failure is logged with its causes, and the metrics are published.
   *
   * @throws InvocationFailedException if it fails, so that Lambda retries it or reports the error;
   *     it does not repeat the failure's message
   */
  public void invoke(Context context, Invocation invocation) {
    try (InvocationLog log = startInvocation(context)) {
      run(invocation, log);
    }
  }

  private static void run(Invocation invocation, InvocationLog log) {
    try {
      invocation.run(log);
    } catch (InvocationFailedException reported) {
      throw reported;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(log, e);
    } catch (IOException | RuntimeException e) {
      throw failed(log, e);
    }
  }

  private static InvocationFailedException failed(InvocationLog log, Exception failure) {
    log.error(LogEvent.INVOCATION_FAILED, Map.of(), failure);
    return new InvocationFailedException(
        failure.getClass().getSimpleName() + ": see the line invocation.failed of this request id");
  }

  /** The work of one invocation. */
  @FunctionalInterface
  public interface Invocation {

    /** Does the work, and logs with the invocation's log. */
    void run(InvocationLog log) throws IOException, InterruptedException;
  }

  /** Returns the log of one invocation; closing it publishes the metrics. */
  InvocationLog startInvocation(Context context) {
    return new InvocationLog(this, context, coldStart.getAndSet(false));
  }

  /** Logs an event of normal operation. */
  public void info(LogEvent event, Map<String, ?> fields) {
    write(LogLevel.INFO, event, fields, Optional.empty());
  }

  /** Logs an event that needs attention if it lasts. */
  public void warn(LogEvent event, Map<String, ?> fields) {
    write(LogLevel.WARN, event, fields, Optional.empty());
  }

  /** Logs a failure that something else makes up for. */
  public void warn(LogEvent event, Map<String, ?> fields, Throwable failure) {
    write(LogLevel.WARN, event, fields, Optional.of(failure));
  }

  /** Logs a failure, with its causes, the frames of our own code, and the answer of AWS. */
  public void error(LogEvent event, Map<String, ?> fields, Throwable failure) {
    write(LogLevel.ERROR, event, fields, Optional.of(failure));
  }

  /** Adds to a metric. */
  public void count(Metric metric, long increment) {
    add(metric.metricName(), increment);
  }

  /** Adds to a metric and to its part that has this reason. */
  public void count(Metric metric, Enum<?> reason, long increment) {
    add(metric.metricName(), increment);
    add(metric.metricName(reason), increment);
  }

  private void add(String name, long increment) {
    if (increment != 0) {
      counts.computeIfAbsent(name, _ -> new LongAdder()).add(increment);
    }
  }

  private void write(
      LogLevel level, LogEvent event, Map<String, ?> fields, Optional<Throwable> failure) {
    if (level.ordinal() < threshold.ordinal()) {
      return;
    }
    ObjectNode line = line(level, event);
    fields.forEach((name, value) -> put(line, name, value));
    failure.ifPresent(thrown -> ErrorFields.write(line, thrown));
    output.accept(line.toString());
  }

  /** Returns the fields that each line begins with. */
  ObjectNode line(LogLevel level, LogEvent event) {
    return JSON.createObjectNode()
        .put("timestamp", clock.instant().toString())
        .put("level", level.name())
        .put("event", event.code());
  }

  private static void put(ObjectNode line, String name, Object value) {
    switch (value) {
      case Integer number -> line.put(name, number);
      case Long number -> line.put(name, number);
      case Boolean flag -> line.put(name, flag);
      case Collection<?> values -> {
        var array = line.putArray(name);
        values.forEach(each -> array.add(String.valueOf(each)));
      }
      default -> line.put(name, String.valueOf(value));
    }
  }

  InstantSource clock() {
    return clock;
  }

  String stack() {
    return stack;
  }

  void writeLine(ObjectNode line) {
    output.accept(line.toString());
  }

  /** Returns what was counted since the last call, without zeros. */
  Map<String, Long> drainCounts() {
    Map<String, Long> drained = new TreeMap<>();
    counts.forEach((name, adder) -> {
      long count = adder.sumThenReset();
      if (count != 0) {
        drained.put(name, count);
      }
    });
    return drained;
  }
}
