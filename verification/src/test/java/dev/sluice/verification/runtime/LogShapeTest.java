package dev.sluice.verification.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.PhysicalNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runtime interface client has native code for Linux only. */
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@DisplayName("The log of a function under Lambda's runtime interface client, in log format JSON")
final class LogShapeTest {

  private static final Path REPOSITORY = Path.of("..");

  @Test
  @Timeout(240)
  @DisplayName("has every field that the documented queries ask of a failed request as a field")
  void failedRequestHasTheFieldsOfTheDocumentedQueries() throws Exception {
    LambdaRuntimeRun run =
        LambdaRuntimeRun.invoke(
            function("ApiFunction"),
            Files.readString(REPOSITORY.resolve("events/api/read-topic.json")));

    Map<String, String> failure = line(run, "request.failed");
    assertThat(failure.keySet()).containsAll(documentedFailureFields());
    assertThat(failure)
        .containsEntry("level", "ERROR")
        .containsEntry("requestId", "lambda-request-1")
        .containsEntry("aws.service", "DynamoDb")
        .containsEntry("aws.errorCode", "AccessDeniedException")
        .containsEntry("aws.statusCode", "400")
        .containsEntry("aws.requestId", LambdaRuntimeRun.AWS_REQUEST_ID)
        .containsKey("apiRequestId");
    assertThat(failure.get("error.frames.0")).startsWith("dev.sluice.");
    assertThat(line(run, "invocation.ended")).containsKeys("RunTime", "ColdStarts", "Function");
    assertThat(run.answer()).contains("\\\"status\\\":500").doesNotContain("anna@");
    assertThat(run.output()).isNotEmpty().noneMatch(line -> line.contains("anna@"));
  }

  @Test
  @Timeout(240)
  @DisplayName("describes the failure of a whole invocation, and never by the message of AWS")
  void failedInvocationIsDescribed() throws Exception {
    LambdaRuntimeRun run =
        LambdaRuntimeRun.invoke(
            function("DispatchFunction"),
            Files.readString(REPOSITORY.resolve("events/dispatch/every-minute.json")));

    Map<String, String> failure = line(run, "invocation.failed");
    assertThat(failure)
        .containsEntry("requestId", "lambda-request-1")
        .containsEntry("aws.errorCode", "AccessDeniedException")
        .containsKeys("error.type", "error.frames.0");
    assertThat(run.answer()).contains("InvocationFailedException").doesNotContain("anna@");
    assertThat(run.output()).isNotEmpty().noneMatch(line -> line.contains("anna@"));
  }

  /** The fields of failures in the queries of docs/OPERATIONS.md; causes only where there are. */
  private static Set<String> documentedFailureFields() throws IOException {
    String document = Files.readString(REPOSITORY.resolve("docs/OPERATIONS.md"));
    String queries = document.substring(document.indexOf("# Failures, the most frequent first"));
    Set<String> fields = new TreeSet<>(List.of("event", "level"));
    Pattern.compile(
            "\\b(?:error|aws)\\.[A-Za-z0-9.]*[A-Za-z0-9]|\\bapiRequestId\\b|\\brequestId\\b")
        .matcher(queries.substring(0, queries.indexOf("```")))
        .results()
        .map(MatchResult::group)
        .filter(field -> !field.startsWith("error.causes"))
        .forEach(fields::add);
    assertThat(fields).hasSizeGreaterThan(6);
    return fields;
  }

  /** Returns the fields of the line with this code, as Logs Insights names them. */
  private static Map<String, String> line(LambdaRuntimeRun run, String event) {
    return run.output().stream()
        .map(LogShapeTest::discoveredFields)
        .filter(fields -> event.equals(fields.get("event")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line '%s' in %s".formatted(event, run.output())));
  }

  /**
   * The fields that Logs Insights discovers in a line: members of a JSON object, nested ones with
   * dots, elements of arrays by their number; nothing inside strings.
   */
  private static Map<String, String> discoveredFields(String line) {
    Map<String, String> fields = new TreeMap<>();
    try {
      addFields("", JsonMapper.shared().readTree(line), fields);
    } catch (JacksonException text) {
      return Map.of();
    }
    return fields;
  }

  private static void addFields(String prefix, JsonNode value, Map<String, String> fields) {
    String separator = prefix.isEmpty() ? "" : ".";
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              member -> addFields(prefix + separator + member.getKey(), member.getValue(), fields));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        addFields(prefix + separator + i, value.get(i), fields);
      }
    } else {
      fields.put(prefix, value.asString(""));
    }
  }

  private static FunctionSpec function(String logicalId) {
    return ProjectTemplate.resolve(PhysicalNames.local("http://127.0.0.1:3000"))
        .function(logicalId)
        .orElseThrow();
  }
}
