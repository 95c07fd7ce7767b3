package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("sluice doctor")
final class DoctorCommandTest extends CommandTestBase {

  private static final String PROBLEM =
      """
      {"status": "problem", "findings": [
        {"check": "account.sandbox", "severity": "ok", "seen": "production", "means": "", "remedy": ""},
        {"check": "sender.dkim", "severity": "problem", "seen": "DKIM is PENDING",
         "means": "Gmail rejects it.", "remedy": "Publish three CNAME records."}]}
      """;

  @Test
  @DisplayName("shows what was seen, what it means and what to do, and ends with 1")
  void showsProblems() {
    api.replyNext(200, PROBLEM);

    assertThat(sluiceToStub("doctor")).isEqualTo(1);
    assertThat(out.toString())
        .contains("ok       account.sandbox", "problem  sender.dkim", "DKIM is PENDING")
        .contains("Gmail rejects it.", "To do: Publish three CNAME records.")
        .contains("1 problem");
    assertThat(api.requests().getFirst().method()).isEqualTo("GET");
  }

  @Test
  @DisplayName("ends with 0 if there are warnings only")
  void acceptsWarnings() {
    api.replyNext(200, PROBLEM.replace("problem", "warning"));

    assertThat(sluiceToStub("doctor")).isEqualTo(0);
  }

  @Test
  @DisplayName("shows the whole answer with --json")
  void showsJson() {
    api.replyNext(200, PROBLEM);

    assertThat(sluiceToStub("doctor", "--json")).isEqualTo(1);
    assertThat(out.toString()).contains("\"remedy\" : \"Publish three CNAME records.\"");
  }

  @Test
  @DisplayName("says that an older stack has no checks")
  void namesOldStacks() {
    api.replyNext(404, "{\"message\":\"Not Found\"}");

    assertThat(sluiceToStub("doctor")).isEqualTo(1);
    assertThat(err.toString()).contains("deploy this version first");
  }
}
