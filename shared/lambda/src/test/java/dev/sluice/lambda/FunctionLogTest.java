package dev.sluice.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A function's log")
final class FunctionLogTest {

  private enum Reason {
    LEFT_AUDIENCE
  }

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-26T10:00:00Z"));
  private final InstantSource clock = now::get;
  private final List<String> lines = new ArrayList<>();
  private final FunctionLog log = new FunctionLog(Map.of("STACK_NAME", "shop"), clock, lines::add);

  @Test
  @DisplayName("writes a JSON object a line with code, time, level, request id and typed fields")
  void writesFields() {
    try (InvocationLog invocation = log.startInvocation(CapturedLog.context())) {
      invocation.info(
          LogEvent.SHARD_PROCESSED, Map.of("shard", "17", "count", 3, "reasons", List.of("a")));
    }
    assertThat(line(0))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"timestamp":"2026-11-26T10:00:00Z","level":"INFO","event":"shard.processed",
                     "requestId":"request-1","shard":"17","count":3,"reasons":["a"]}\
                    """));
  }

  @Test
  @DisplayName("describes a failure by class, causes, own frames and the answer of AWS, no message")
  void describesFailures() {
    AwsServiceException throttled =
        AwsServiceException.builder()
            .message("anna@example.com is throttled")
            .statusCode(400)
            .requestId("aws-1")
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("DynamoDb")
                    .errorCode("ThrottlingException")
                    .build())
            .build();
    log.error(
        LogEvent.SHARD_FAILED, Map.of(), new IllegalStateException("anna@example.com", throttled));

    JsonNode error = line(0).path("error");
    assertThat(error.path("type").asString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.at("/frames/0").asString())
        .startsWith("dev.sluice.lambda.FunctionLogTest.describesFailures:");
    assertThat(error.at("/causes/0/type").asString()).endsWith("AwsServiceException");
    assertThat(line(0).path("aws").toString())
        .isEqualTo(
            "{\"statusCode\":400,\"requestId\":\"aws-1\",\"service\":\"DynamoDb\","
                + "\"errorCode\":\"ThrottlingException\"}");
    assertThat(lines.getFirst()).doesNotContain("anna");
  }

  @Test
  @DisplayName("stays short when causes and frames are many")
  void boundsCausesAndFrames() {
    RuntimeException failure = new IllegalStateException();
    for (int i = 0; i < 50; i++) {
      failure = new IllegalStateException(failure);
    }
    log.error(LogEvent.SHARD_FAILED, Map.of(), failure);

    assertThat(line(0).at("/error/causes").size()).isEqualTo(5);
    assertThat(line(0).at("/error/frames").size()).isBetween(1, 8);
  }

  @Test
  @DisplayName("leaves out lines below LOG_LEVEL, but never metrics")
  void honoursLogLevel() {
    FunctionLog quiet = new FunctionLog(Map.of("LOG_LEVEL", "ERROR"), clock, lines::add);
    try (InvocationLog invocation = quiet.startInvocation(CapturedLog.context())) {
      invocation.warn(LogEvent.MARKETING_HELD, Map.of());
    }
    assertThat(lines).singleElement().asString().contains("\"_aws\"");
  }

  @Test
  @DisplayName("publishes counts by stack, and run time and the cold start by function too")
  void publishesMetrics() {
    try (InvocationLog invocation = log.startInvocation(CapturedLog.context())) {
      log.count(Metric.SENT, 2);
      invocation.count(Metric.DROPPED, Reason.LEFT_AUDIENCE, 1);
      invocation.count(Metric.WAITED, 0);
      now.updateAndGet(before -> before.plus(Duration.ofMillis(120)));
    }
    assertThat(line(0))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"timestamp":"2026-11-26T10:00:00.120Z","level":"INFO",
                     "event":"invocation.ended","requestId":"request-1",
                     "_aws":{"Timestamp":1795687200120,"CloudWatchMetrics":[
                       {"Namespace":"Sluice","Dimensions":[["Stack"]],"Metrics":[
                         {"Name":"Dropped","Unit":"Count"},
                         {"Name":"DroppedLeftAudience","Unit":"Count"},
                         {"Name":"Sent","Unit":"Count"}]},
                       {"Namespace":"Sluice","Dimensions":[["Stack","Function"]],"Metrics":[
                         {"Name":"RunTime","Unit":"Milliseconds"},
                         {"Name":"ColdStarts","Unit":"Count"}]}]},
                     "Stack":"shop","Function":"TestFunction",
                     "Dropped":1,"DroppedLeftAudience":1,"Sent":2,"RunTime":120,"ColdStarts":1}\
                    """));
  }

  @Test
  @DisplayName("publishes each count once, and one cold start a process")
  void publishesEachCountOnce() {
    log.startInvocation(CapturedLog.context()).close();
    log.count(Metric.DOMAIN_EVENTS_LOST, 3);
    log.startInvocation(CapturedLog.context()).close();
    log.startInvocation(CapturedLog.context()).close();

    assertThat(line(0).has("ColdStarts")).isTrue();
    assertThat(line(1).path("DomainEventsLost").asInt()).isEqualTo(3);
    assertThat(line(1).has("ColdStarts")).isFalse();
    assertThat(line(2).has("DomainEventsLost")).isFalse();
  }

  private JsonNode line(int index) {
    return JsonMapper.shared().readTree(lines.get(index));
  }
}
