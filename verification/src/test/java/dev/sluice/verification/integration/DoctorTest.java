package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.ses.EmulatedIdentities.Identity;
import dev.sluice.local.ses.SesSendQuota;
import dev.sluice.messaging.SqsWorkQueue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("integration")
@DisplayName("The checks of a local run")
final class DoctorTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
  private static final String IDENTITY = "sluice.example";

  @Test
  @DisplayName("find nothing wrong; then name each fault that is planted, and no other")
  void namesEachPlantedFault() throws Exception {
    try (LocalRun run = start(Map.of())) {
      assertThat(findings(run, "problem", "warning")).isEmpty();
      assertThat(findings(run, "unknown")).containsOnlyKeys("sender.dmarc");
      assertThat(findings(run, "ok"))
          .containsKeys(
              "account.sending",
              "account.sandbox",
              "account.quota",
              "account.suppression-list",
              "sender.identity",
              "sender.dkim",
              "sender.mail-from",
              "events.configuration-set",
              "events.rule",
              "links.base-url",
              "dispatch",
              "keys.link",
              "keys.erasure",
              "queues.dead-letters");

      run.ses().identities().set(IDENTITY, new Identity(false, "PENDING", Optional.empty(), ""));
      assertThat(findings(run, "problem")).containsOnlyKeys("sender.identity", "sender.dkim");
      assertThat(findings(run, "warning")).containsOnlyKeys("sender.mail-from");
      run.ses().identities().set(IDENTITY, Identity.healthy(IDENTITY));

      run.ses().setProductionAccess(false);
      assertThat(findings(run, "problem", "warning")).containsOnlyKeys("account.sandbox");
      run.ses().setProductionAccess(true);

      run.ses().setSendingEnabled(false);
      assertThat(findings(run, "problem", "warning")).containsOnlyKeys("account.sending");
      run.ses().setSendingEnabled(true);

      run.ses().setEventDestinations(List.of());
      assertThat(findings(run, "problem", "warning")).containsOnlyKeys("events.configuration-set");
      run.ses().setEventDestinations(run.stack().destinations());

      run.eventBus().setRuleEnabled("FeedbackRule", false);
      assertThat(findings(run, "problem", "warning")).containsOnlyKeys("events.rule");
      run.eventBus().setRuleEnabled("FeedbackRule", true);

      deadLetter(run);
      assertThat(findings(run, "problem", "warning")).containsOnlyKeys("queues.dead-letters");
    }
  }

  @Test
  @DisplayName("name a link base that leads elsewhere, a disabled dispatcher and another sender")
  void namesWrongParameters() throws Exception {
    try (LocalRun run =
        start(
            Map.of(
                "LinkBaseUrl", "http://127.0.0.1:9",
                "DispatchState", "DISABLED",
                "TransactionalSenderAddress", "service@other.example"))) {
      assertThat(findings(run, "problem")).containsOnlyKeys("links.base-url", "sender.address");
      assertThat(findings(run, "warning")).containsOnlyKeys("dispatch");
    }
  }

  private static LocalRun start(Map<String, String> parameters) throws IOException {
    return LocalRun.of(ProjectTemplate.PATH)
        .clock(new VirtualClock(START))
        .quota(SesSendQuota.productionDefault())
        .parameters(parameters)
        .start();
  }

  private static void deadLetter(LocalRun run) {
    String name = run.stack().queue("WorkDeadLetterQueue").orElseThrow().name();
    var sqs = run.clients().get(SqsWorkQueue.CLIENT);
    String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
    var unused = sqs.sendMessage(send -> send.queueUrl(url).messageBody("shard 17"));
  }

  private static Map<String, String> findings(LocalRun run, String... severities) {
    return ApiClient.unsigned(run.baseUrl())
        .get("/checks")
        .path("findings")
        .valueStream()
        .filter(finding -> List.of(severities).contains(finding.path("severity").asString("")))
        .collect(
            Collectors.toMap(
                finding -> finding.path("check").asString(""), DoctorTest::seen, (a, _) -> a));
  }

  private static String seen(JsonNode finding) {
    return finding.path("seen").asString("");
  }
}
