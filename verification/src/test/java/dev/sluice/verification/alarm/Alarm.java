package dev.sluice.verification.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;

/**
 * A CloudWatch alarm of the template, evaluated as CloudWatch does: the statistic of each of the
 * last periods against the threshold; all of them have to breach.
 */
record Alarm(
    String logicalId,
    String namespace,
    String metric,
    Map<String, String> dimensions,
    String statistic,
    Duration period,
    int evaluationPeriods,
    double threshold,
    String operator,
    String missingData) {

  /** The state of an alarm. */
  enum State {
    OK,
    ALARM
  }

  static Alarm parse(String logicalId, JsonNode properties) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    properties
        .path("Dimensions")
        .forEach(
            each -> dimensions.put(each.path("Name").asString(), each.path("Value").asString()));
    return new Alarm(
        logicalId,
        properties.path("Namespace").asString(),
        properties.path("MetricName").asString(),
        dimensions,
        properties.path("Statistic").asString(),
        Duration.ofSeconds(properties.path("Period").asLong()),
        properties.path("EvaluationPeriods").asInt(),
        properties.path("Threshold").asDouble(),
        properties.path("ComparisonOperator").asString(),
        properties.path("TreatMissingData").asString());
  }

  State evaluate(Metrics metrics, Instant now) {
    for (int i = 0; i < evaluationPeriods; i++) {
      Instant end = now.minus(period.multipliedBy(i));
      if (!isBreaching(metrics, end)) {
        return State.OK;
      }
    }
    return State.ALARM;
  }

  private boolean isBreaching(Metrics metrics, Instant end) {
    DoubleStream values = metrics.values(namespace, metric, dimensions, end.minus(period), end);
    OptionalDouble value =
        switch (statistic) {
          case "Sum" -> values.reduce(Double::sum);
          case "Maximum" -> values.max();
          default -> throw new IllegalArgumentException(logicalId + ": Statistic " + statistic);
        };
    if (value.isEmpty()) {
      return switch (missingData) {
        case "breaching" -> true;
        case "notBreaching" -> false;
        default -> throw new IllegalArgumentException(logicalId + ": missing " + missingData);
      };
    }
    return switch (operator) {
      case "GreaterThanOrEqualToThreshold" -> value.getAsDouble() >= threshold;
      case "LessThanThreshold" -> value.getAsDouble() < threshold;
      default -> throw new IllegalArgumentException(logicalId + ": operator " + operator);
    };
  }
}
