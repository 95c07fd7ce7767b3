package dev.sluice.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.fixture.TestTemplate;
import dev.sluice.local.template.FunctionSpec.IamPolicyStatement;
import dev.sluice.local.template.ResolvedStack.QueueSpec;
import dev.sluice.local.template.ResolvedStack.TableSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A template")
final class SamTemplateTest {

  private static final PhysicalNames NAMES = PhysicalNames.local("http://127.0.0.1:8080");

  private final ResolvedStack stack = TestTemplate.template().resolve(NAMES);

  @Test
  @DisplayName("declares tables with keys, indexes and expiry")
  void readsTables() {
    TableSpec table = stack.table("ThingsTable").orElseThrow();
    assertThat(table.name()).isEqualTo("sluice-ThingsTable");
    assertThat(table.arn())
        .isEqualTo("arn:aws:dynamodb:us-east-1:000000000000:table/sluice-ThingsTable");
    assertThat(table.key()).isEqualTo(new TableSpec.Key("kind", Optional.of("id")));
    assertThat(table.attributes()).containsEntry("dueAt", "N");
    assertThat(table.expiryAttribute()).contains("expiresAt");
    assertThat(table.indexes())
        .containsExactly(
            new TableSpec.Index(
                "due", new TableSpec.Key("kind", Optional.of("dueAt")), "KEYS_ONLY", List.of()));
  }

  @Test
  @DisplayName("declares queues with visibility and redrive")
  void readsQueues() {
    QueueSpec queue = stack.queue("WorkQueue").orElseThrow();
    assertThat(queue.visibility()).isEqualTo(Duration.ofSeconds(90));
    assertThat(queue.redrive())
        .contains(
            new QueueSpec.Redrive("arn:aws:sqs:us-east-1:000000000000:sluice-DeadLetterQueue", 3));
    assertThat(stack.queue("DeadLetterQueue").orElseThrow().redrive()).isEmpty();
  }

  @Test
  @DisplayName("declares functions with Globals merged and variables resolved")
  void readsFunctions() {
    FunctionSpec work = stack.function("WorkFunction").orElseThrow();
    assertThat(work.handlerClass()).isEqualTo("dev.sluice.local.fixture.WorkHandler");
    assertThat(work.timeout()).isEqualTo(Duration.ofSeconds(300));
    assertThat(stack.function("TickFunction").orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(30));
    assertThat(stack.function("TickFunction").orElseThrow().environment())
        .containsEntry("SHARDS", "4")
        .containsEntry("TABLE", "sluice-ThingsTable")
        .containsEntry("CONFIGURATION_SET", "sluice-marketing")
        .containsEntry("API_URL", "http://127.0.0.1:8080/v1")
        .doesNotContainKey("EXTRA");
    assertThat(stack.function("ApiFunction").orElseThrow().reservedConcurrency()).contains(3);
  }

  @Test
  @DisplayName("declares what invokes functions; what is switched off is left out")
  void readsEventSources() {
    assertThat(stack.function("TickFunction").orElseThrow().events(EventSource.Schedule.class))
        .extracting(EventSource.Schedule::name)
        .containsExactly("EveryMinute");
    assertThat(stack.function("WorkFunction").orElseThrow().events())
        .containsExactly(
            new EventSource.QueueBatch(
                "Work",
                "arn:aws:sqs:us-east-1:000000000000:sluice-WorkQueue",
                2,
                3,
                true,
                Duration.ZERO));
    assertThat(stack.function("ApiFunction").orElseThrow().events(EventSource.HttpRoute.class))
        .extracting(EventSource.HttpRoute::key)
        .containsExactly(
            "GET /things/{id}", "POST /things/{id}", "GET /things/special", "ANY /files/{path+}");
    assertThat(stack.function("FeedbackFunction").orElseThrow().events(EventSource.BusRule.class))
        .singleElement()
        .satisfies(rule -> assertThat(rule.bus()).isEqualTo("default"))
        .satisfies(rule -> assertThat(rule.pattern()).contains("\"prefix\":\"Perm\""));
  }

  @ParameterizedTest(name = "{0}: after {1} comes {2}")
  @DisplayName("fires a schedule at the first whole multiple of its period after:")
  @CsvSource({
    "rate(1 minute), 2026-01-05T08:00:00Z, 2026-01-05T08:01:00Z",
    "rate(5 minutes), 2026-01-05T08:03:59.999Z, 2026-01-05T08:05:00Z",
    "rate(1 hour), 2026-01-05T08:00:00Z, 2026-01-05T09:00:00Z",
    "rate(1 day), 2026-01-05T08:00:00Z, 2026-01-06T00:00:00Z"
  })
  void schedulesFireAtMultiplesOfTheirPeriod(String expression, String after, String expected) {
    Duration period = EventSource.Schedule.parsePeriod(expression, "X");

    assertThat(
            new EventSource.Schedule("Every", period, Optional.empty())
                .nextAfter(Instant.parse(after)))
        .isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @DisplayName("refuses a schedule that is not a rate, with its place and what would be right")
  @ValueSource(
      strings = {
        "rate(0 minutes)",
        "rate(1 fortnight)",
        "every minute",
        "cron(0 9 ? * MON-FRI *)",
        "at(2026-12-01T09:00:00)"
      })
  void rejectsSchedulesThatAreNoRates(String expression) {
    assertThatThrownBy(() -> EventSource.Schedule.parsePeriod(expression, "TickFunction.Events.X"))
        .isInstanceOf(SamTemplateException.class)
        .hasMessageStartingWith("TickFunction.Events.X: '")
        .hasMessageContaining("rate(5 minutes)");
  }

  @Test
  @DisplayName("declares what functions may do, with ARNs resolved")
  void readsPolicies() {
    assertThat(stack.function("ApiFunction").orElseThrow().statements())
        .containsExactly(
            new IamPolicyStatement(
                "Allow",
                List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                List.of(
                    "arn:aws:dynamodb:us-east-1:000000000000:table/sluice-ThingsTable",
                    "arn:aws:dynamodb:us-east-1:000000000000:table/sluice-ThingsTable/index/*"),
                "{}"));
    assertThat(stack.function("WorkFunction").orElseThrow().statements())
        .containsExactly(
            new IamPolicyStatement("Allow", List.of("ses:SendEmail"), List.of("*"), "{}"));
  }

  @Test
  @DisplayName("allows what its statements' wildcards match, and nothing else")
  void matchesPolicyWildcards() {
    IamPolicyStatement statement =
        new IamPolicyStatement(
            "Allow", List.of("dynamodb:Get*"), List.of("arn:aws:dynamodb:*:*:table/a?c"), "{}");
    assertThat(statement.allows("dynamodb:GetItem", "arn:aws:dynamodb:x:1:table/abc")).isTrue();
    assertThat(statement.allows("dynamodb:PutItem", "arn:aws:dynamodb:x:1:table/abc")).isFalse();
    assertThat(statement.allows("dynamodb:GetItem", "arn:aws:dynamodb:x:1:table/abbc")).isFalse();
    assertThat(
            new IamPolicyStatement("Deny", List.of("*"), List.of("*"), "{}").allows("a:B", "arn"))
        .isFalse();
  }

  @Test
  @DisplayName("declares secrets and configuration sets")
  void readsSecretsAndConfigurationSets() {
    assertThat(stack.configurationSets()).containsExactly("sluice-marketing");
    assertThat(stack.secrets())
        .singleElement()
        .satisfies(secret -> assertThat(secret.name()).isEqualTo("sluice-LinkKey"))
        .satisfies(secret -> assertThat(secret.generate().orElseThrow().length()).isEqualTo(64));
  }

  @Test
  @DisplayName("takes other values for its parameters, and conditions follow them")
  void appliesParametersAndConditions() {
    ResolvedStack other =
        TestTemplate.template()
            .withParameters(Map.of("Shards", "8", "Extra", "more"))
            .resolve(NAMES);
    assertThat(other.function("TickFunction").orElseThrow().environment())
        .containsEntry("SHARDS", "8")
        .containsEntry("EXTRA", "more");
  }

  @Test
  @DisplayName("takes the names that emulators gave")
  void appliesPhysicalNames() {
    ResolvedStack real =
        TestTemplate.template()
            .resolve(
                new PhysicalNames(
                    "000000000000",
                    "us-east-1",
                    "http://127.0.0.1:1",
                    Map.of("WorkQueue", "http://q/1", "WorkQueue.Arn", "arn:real")));
    assertThat(real.function("WorkFunction").orElseThrow().environment())
        .containsEntry("QUEUE_URL", "http://q/1");
    assertThat(real.queue("WorkQueue").orElseThrow().arn()).isEqualTo("arn:real");
  }

  @Test
  @DisplayName("says which parameter needs a value, and which there is not")
  void reportsMissingAndUnknownParameters() {
    assertThatThrownBy(() -> SamTemplate.parse(TestTemplate.yaml()).resolve(NAMES))
        .isInstanceOf(SamTemplateException.class)
        .hasMessage("Parameters.SenderAddress: it has no default: give a value for it");
    assertThatThrownBy(() -> TestTemplate.template().withParameters(Map.of("Nope", "1")))
        .isInstanceOf(SamTemplateException.class)
        .hasMessageStartingWith("Parameters.Nope: the template has no such parameter");
  }

  @ParameterizedTest(name = "{2}")
  @DisplayName("names logical id and property of what it cannot run:")
  @CsvSource(
      delimiter = '|',
      value = {
        "BatchSize: 2|FilterCriteria: {}|WorkFunction.Events.Work.Properties.FilterCriteria",
        "VisibilityTimeout: 90|FifoQueue: true|WorkQueue.FifoQueue",
        "BillingMode: PAY_PER_REQUEST|StreamSpecification: {}|ThingsTable.StreamSpecification",
        "rate(1 minute)|rate(1 fortnight)|TickFunction.Events.EveryMinute.Properties",
        "Type: EventBridgeRule|Type: S3|FeedbackFunction.Events.Bounces.Type",
        "AWS::SNS::Topic|AWS::RDS::DBInstance|AlarmTopic.Type",
        "maxReceiveCount: 3|maxReceiveCount: x|WorkQueue.RedrivePolicy.maxReceiveCount",
        "!Ref ThingsTable|!Ref Nowhere|Globals.Environment.Variables.TABLE",
        "!If [HasExtra|!If [Nowhere|Globals.Environment.Variables.EXTRA",
        "!Sub ${AWS::StackName}-marketing|!Base64 x|MarketingSet.Name",
        "!Sub ${AWS::StackName}-marketing|!Cidr ['-', 2, 3]|MarketingSet.Name"
      })
  void reportsUnsupportedProperties(String from, String to, String where) {
    String yaml = TestTemplate.yaml().replace("    Condition: HasExtra\n", "").replace(from, to);
    assertThatThrownBy(() ->
            SamTemplate.parse(yaml)
                .withParameters(Map.of("SenderAddress", "a@b.co"))
                .resolve(NAMES))
        .isInstanceOf(SamTemplateException.class)
        .hasMessageStartingWith(where + ": ");
  }

  @Test
  @DisplayName("that is not YAML is refused")
  void rejectsInvalidYaml() {
    assertThatThrownBy(() -> SamTemplate.parse("a: [")).isInstanceOf(SamTemplateException.class);
    assertThatThrownBy(() -> SamTemplate.parse("")).isInstanceOf(SamTemplateException.class);
    assertThatThrownBy(() -> SamTemplate.parse("- 1")).isInstanceOf(SamTemplateException.class);
  }

  @Test
  @DisplayName("of this repository can be run here")
  void readsTheProjectsTemplate() {
    ResolvedStack sluice = ProjectTemplate.resolve(NAMES);
    assertThat(sluice.functions())
        .extracting(FunctionSpec::logicalId)
        .contains("ApiFunction", "DispatchFunction", "DeliverFunction");
    assertThat(sluice.tables()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(sluice.function("ApiFunction").orElseThrow().events(EventSource.HttpRoute.class))
        .as("the API signs by default")
        .allMatch(EventSource.HttpRoute::signed);
  }
}
