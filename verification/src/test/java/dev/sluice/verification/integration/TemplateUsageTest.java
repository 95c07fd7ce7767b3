package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.functions.PermissionRecorder.UsedPermission;
import dev.sluice.local.template.EventSource;
import dev.sluice.local.template.FunctionSpec;
import dev.sluice.local.template.FunctionSpec.IamPolicyStatement;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
@DisplayName("template.yaml, after a run in which everything was used")
final class TemplateUsageTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private static LocalRun run;
  private static HttpClient http;

  @BeforeAll
  static void useEverything() throws Exception {
    http = HttpClient.newHttpClient();
    run =
        LocalRun.of(ProjectTemplate.PATH)
            .clock(new VirtualClock(START))
            .parameters(Map.of("MessageEventSources", "com.example.shop"))
            .start();
    new TemplateExercise(run, new LocalRunHttpClient(http, run.baseUrl())).useEverything();
  }

  @AfterAll
  static void stop() {
    http.close();
    run.close();
  }

  @Test
  @DisplayName("sent the mail")
  void sendsEveryMessage() {
    assertThat(run.mailbox().messages()).hasSize(TemplateExercise.MESSAGES);
  }

  @Test
  @DisplayName("has no route, schedule or queue that was not exercised")
  void usesEveryEventSource() {
    Set<String> declared = events(function -> function.events().stream().map(EventSource::name));

    assertThat(run.usedEvents()).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  @DisplayName("allows every call that a function made")
  void allowsEveryCall() {
    assertThat(run.usedPermissions())
        .allSatisfy(used -> assertThat(allowed()).as("allowed by the template").contains(used));
  }

  @Test
  @DisplayName("allows nothing that no function needed")
  void allowsNothingUnneeded() {
    Set<UsedPermission> unused =
        allowed().stream()
            .filter(permission -> !run.usedPermissions().contains(permission))
            .collect(Collectors.toSet());

    assertThat(unused).isEmpty();
  }

  private static Set<String> events(Function<FunctionSpec, Stream<String>> names) {
    return run.stack().functions().stream()
        .flatMap(function -> names.apply(function).map(name -> function.logicalId() + "." + name))
        .collect(Collectors.toSet());
  }

  private static Set<UsedPermission> allowed() {
    return run.stack().functions().stream()
        .flatMap(function -> function.statements().stream().flatMap(s -> allowed(function, s)))
        .collect(Collectors.toSet());
  }

  private static Stream<UsedPermission> allowed(
      FunctionSpec function, IamPolicyStatement statement) {
    assertThat(statement.effect()).isEqualTo("Allow");
    return statement.actions().stream()
        .flatMap(action ->
            statement.resources().stream()
                .map(resource -> new UsedPermission(function.logicalId(), action, resource)));
  }
}
