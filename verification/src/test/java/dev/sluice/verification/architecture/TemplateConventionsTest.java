package dev.sluice.verification.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.template.EventSource.HttpRoute;
import dev.sluice.local.template.EventSource.HttpRoute.Throttle;
import dev.sluice.local.template.EventSource.QueueBatch;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.FunctionSpec.IamPolicyStatement;
import dev.sluice.local.template.PhysicalNames;
import dev.sluice.local.template.ResolvedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The template")
class TemplateConventionsTest {

  /** The routes without a signature: the token in the path is the permission. */
  private static final Set<String> LINKS =
      Set.of(
          "GET /u/{token}",
          "HEAD /u/{token}",
          "POST /u/{token}",
          "GET /p/{token}",
          "HEAD /p/{token}",
          "POST /p/{token}",
          "GET /p/{token}/data",
          "GET /p/{token}/erase",
          "POST /p/{token}/erase");

  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  @DisplayName("gives function, handler, folder, events and build target one stem")
  void functionHandlerAndFolderShareOneStem() throws IOException {
    String makefile = Files.readString(ProjectClasses.ROOT.resolve("Makefile"));

    assertThat(stack().functions())
        .isNotEmpty()
        .allSatisfy(function -> {
          String stem = stem(function);
          String folder = folder(stem);
          assertThat(function.handlerClass())
              .isEqualTo("dev.sluice." + folder + "." + stem + "Handler");
          assertThat(ProjectClasses.ROOT.resolve("functions").resolve(folder).resolve("pom.xml"))
              .isRegularFile();
          assertThat(samples(stem)).as("samples of " + stem).isNotEmpty();
          assertThat(makefile).contains("build-" + function.logicalId() + ":");
        });
  }

  @Test
  @DisplayName("has a sample event for each of its routes, and no sample is of another route")
  void everyRouteHasASample() throws IOException {
    for (FunctionSpec function : stack().functions()) {
      Set<String> routes =
          function.events(HttpRoute.class).stream().map(HttpRoute::key).collect(toSet());
      Set<String> sampled =
          samples(stem(function)).stream()
              .map(sample -> sample.path("routeKey").asString(""))
              .filter(route -> !route.isEmpty())
              .collect(toSet());

      assertThat(sampled).isEqualTo(routes);
    }
  }

  @Test
  @DisplayName("requires a signature on every route but the links in messages")
  void everyOtherRouteIsSigned() throws IOException {
    assertThat(stack().functions())
        .flatExtracting(function -> function.events(HttpRoute.class))
        .isNotEmpty()
        .allSatisfy(route -> assertThat(route.signed()).isEqualTo(!LINKS.contains(route.key())));
  }

  @Test
  @DisplayName("throttles every unsigned route apart from all others")
  void everyOpenRouteIsThrottled() throws IOException {
    assertThat(stack().functions())
        .flatExtracting(function -> function.events(HttpRoute.class))
        .filteredOn(route -> !route.signed())
        .isNotEmpty()
        .allSatisfy(
            route -> assertThat(route.throttle()).as(route.key()).contains(new Throttle(50, 100)));
  }

  @Test
  @DisplayName("separates the concurrency of unsigned routes from that of senders")
  void openRoutesHaveTheirOwnConcurrency() throws IOException {
    assertThat(stack().functions())
        .filteredOn(function ->
            function.events(HttpRoute.class).stream().anyMatch(route -> !route.signed()))
        .isNotEmpty()
        .allSatisfy(open -> {
          assertThat(open.reservedConcurrency()).as(open.logicalId()).contains(10);
          assertThat(open.events()).allMatch(HttpRoute.class::isInstance);
          assertThat(open.statements())
              .flatExtracting(IamPolicyStatement::actions)
              .noneMatch(action -> action.startsWith("ses:") || action.startsWith("sqs:"));
        });
    assertThat(stack().function("DeliverFunction").orElseThrow().events(QueueBatch.class))
        .extracting(QueueBatch::maximumConcurrency)
        .containsExactly(8);
  }

  @Test
  @DisplayName("allows no function an action by wildcard")
  void noActionIsAWildcard() throws IOException {
    assertThat(stack().functions())
        .flatExtracting(FunctionSpec::statements)
        .allSatisfy(statement ->
            assertThat(statement.actions()).isNotEmpty().noneMatch(action -> action.contains("*")));
  }

  @Test
  @DisplayName("lets every function that sends use the recipients' identity in the sandbox only")
  void sandboxRecipientsAreAllowedByParameter() {
    PhysicalNames names = PhysicalNames.local("http://127.0.0.1:3000");
    ResolvedStack sandbox =
        ProjectTemplate.resolve(names, Map.of("SandboxRecipientIdentity", "test.example"));

    assertThat(sendStatements(stack()))
        .hasSize(3)
        .allSatisfy(send -> assertThat(send.resources()).hasSize(2));
    assertThat(sendStatements(sandbox))
        .hasSize(3)
        .allSatisfy(send ->
            assertThat(send.resources())
                .hasSize(3)
                .anySatisfy(arn -> assertThat(arn).endsWith(":identity/test.example")));
  }

  private static List<IamPolicyStatement> sendStatements(ResolvedStack stack) {
    return stack.functions().stream()
        .flatMap(function -> function.statements().stream())
        .filter(statement -> statement.actions().contains("ses:SendEmail"))
        .toList();
  }

  @Test
  @DisplayName("logs JSON, with Lambda's own lines that report init duration and peak memory")
  void logsJsonWithPlatformReports() throws IOException {
    String template = Files.readString(ProjectClasses.ROOT.resolve("template.yaml"));

    assertThat(template)
        .containsOnlyOnce("LogFormat: JSON")
        .containsOnlyOnce("SystemLogLevel: INFO")
        .containsOnlyOnce("SystemLogLevel:");
  }

  private static ResolvedStack stack() {
    return ProjectTemplate.resolve(PhysicalNames.local("http://127.0.0.1:3000"));
  }

  private static String stem(FunctionSpec function) {
    assertThat(function.logicalId()).endsWith("Function");
    return function.logicalId().replaceFirst("Function$", "");
  }

  /** Returns the folder; a function of two words shares that of its first word. */
  private static String folder(String stem) {
    return kebabCase(stem).replaceFirst("-.*", "");
  }

  private static String kebabCase(String stem) {
    return stem.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private List<JsonNode> samples(String stem) throws IOException {
    Path folder = ProjectClasses.ROOT.resolve("events").resolve(kebabCase(stem));
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> json.readTree(file)).toList();
    }
  }
}
