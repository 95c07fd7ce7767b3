package dev.sluice.verification.alarm;

import dev.sluice.local.functions.AwsCallListener;
import dev.sluice.local.functions.AwsCallListener.AwsCall;
import dev.sluice.local.functions.FunctionInvocationException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metrics of a local run: those that the functions publish as log lines, and those that AWS
 * would publish of what the run observes.
 */
final class Metrics implements AwsCallListener {

  /** One data point. */
  private record Datum(
      String namespace, String name, Map<String, String> dimensions, Instant at, double value) {}

  private final InstantSource clock;
  private final Queue<Datum> data = new ConcurrentLinkedQueue<>();

  Metrics(InstantSource clock) {
    this.clock = clock;
  }

  /** Records a metric that AWS publishes with one dimension. */
  void record(String namespace, String name, String dimension, String of, double value) {
    data.add(new Datum(namespace, name, Map.of(dimension, of), clock.instant(), value));
  }

  /** Returns the values after {@code start} and up to {@code end}. */
  DoubleStream values(
      String namespace, String name, Map<String, String> dimensions, Instant start, Instant end) {
    return data.stream()
        .filter(datum -> datum.namespace().equals(namespace) && datum.name().equals(name))
        .filter(datum -> datum.dimensions().equals(dimensions))
        .filter(datum -> datum.at().isAfter(start) && !datum.at().isAfter(end))
        .mapToDouble(Datum::value);
  }

  @Override
  public void afterCall(AwsCall call) {}

  /** Reads a line in the embedded metric format as CloudWatch does. */
  @Override
  public void onLog(String function, String line) {
    JsonNode root = JsonMapper.shared().readTree(line);
    Instant at = Instant.ofEpochMilli(root.at("/_aws/Timestamp").asLong(0));
    for (JsonNode directive : root.at("/_aws/CloudWatchMetrics")) {
      for (JsonNode set : directive.path("Dimensions")) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        set.forEach(name -> dimensions.put(name.asString(), root.path(name.asString()).asString()));
        for (JsonNode metric : directive.path("Metrics")) {
          String name = metric.path("Name").asString();
          String namespace = directive.path("Namespace").asString();
          data.add(new Datum(namespace, name, dimensions, at, root.path(name).asDouble()));
        }
      }
    }
  }

  /** Records what Lambda publishes of an invocation. */
  @Override
  public void onInvocation(String function, Optional<FunctionInvocationException> failure) {
    if (failure.filter(FunctionInvocationException::isThrottled).isPresent()) {
      lambda(function, "Throttles", 1);
      return;
    }
    lambda(function, "Invocations", 1);
    lambda(function, "Errors", failure.isPresent() ? 1 : 0);
  }

  private void lambda(String function, String name, double value) {
    record("AWS/Lambda", name, "FunctionName", "sluice-" + function, value);
  }
}
