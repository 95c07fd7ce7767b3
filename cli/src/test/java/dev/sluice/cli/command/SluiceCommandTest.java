package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@DisplayName("The command line")
class SluiceCommandTest extends CommandTestBase {

  private static final String CAMPAIGN =
      """
      {"id":"sale","name":"Autumn sale","topic":"offers","priority":7,"state":"sending",
       "start":"2026-11-27T08:00:00Z",
       "counts":{"sent":1200,"unconfirmed":0,"waiting":34,"dropped":{"capped":5,"expired":1},
                 "walkedShards":64,"shards":64}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @DisplayName("prints its usage: sluice")
  @ValueSource(
      strings = {
        "--help",
        "import --help",
        "campaign --help",
        "campaign enqueue --help",
        "consent --help",
        "subscriber --help",
        "segment --help",
        "policy --help",
        "up --help",
        "demo --help",
        "bench --help",
        "topic --help",
        "segment put --help",
        "policy show --help",
        "branding --help",
        "branding put --help",
        "branding show --help",
        "subscriber show --help",
        "subscriber unsuppress --help",
        "explain --help"
      })
  void printsUsageForEveryCommand(String command) {
    assertThat(sluice(command.split(" ", -1))).isZero();
    assertThat(out.toString()).contains("Usage: sluice").doesNotContain("\u001B[");
  }

  @Test
  @DisplayName("lists the commands for a stack before those of a checkout")
  void listsCommandsInGroups() {
    assertThat(sluice("--help")).isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "Work with a stack:\n",
            "  import ",
            "  campaign ",
            "  topic ",
            "  segment ",
            "  policy ",
            "  branding ",
            "  subscriber ",
            "  consent ",
            "  explain ",
            "On this machine, in a checkout:\n",
            "  up ",
            "  demo ",
            "  bench ");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100, "fits 100 columns");
  }

  @ParameterizedTest
  @DisplayName("alone, without the modules of a checkout, exits with 2 and says what is needed")
  @ValueSource(strings = {"up", "demo --exit --port 0", "bench rate"})
  void requiresCheckout(String command) {
    assertThat(sluice(command.split(" ", -1))).isEqualTo(2);

    String name = command.replaceAll(" .*", "");
    assertThat(err.toString())
        .startsWith(
            "'sluice %s' needs a checkout of Sluice: run './sluice %s' there"
                .formatted(name, name));
  }

  @Test
  @DisplayName("has the commands that other modules provide, in the order of the help")
  void addsProvidedCommands() {
    CommandProvider first = _ -> List.of(provided("functions"), provided("demo"));
    CommandProvider second = _ -> List.of(provided("up"));

    assertThat(sluice(List.of(first, second), "--help")).isZero();

    assertThat(out.toString())
        .containsSubsequence("in a checkout:\n", "  up ", "  demo ", "  bench ", "  functions");
    assertThat(sluice(List.of(first, second), "demo")).isEqualTo(7);
    assertThat(sluice(List.of(first, second), "bench")).isEqualTo(2);
  }

  private static CommandLine provided(String name) {
    return new CommandLine(new ProvidedCommand()).setCommandName(name);
  }

  @Command
  private static final class ProvidedCommand implements Callable<Integer> {
    @Override
    public Integer call() {
      return 7;
    }
  }

  @Test
  @DisplayName("exits with 2 after wrong usage and names the right usage")
  void exitsWithTwoOnWrongUsage() {
    assertThat(sluice("campaign")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required subcommand");
    assertThat(sluice("campain")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean");
    assertThat(sluice("explain", "someone")).isEqualTo(2);
    assertThat(err.toString()).contains("CAMPAIGN");
  }

  @Test
  @DisplayName("exits with 1 if nothing answers, and says how to start a local run")
  void reportsUnreachableEndpoint() {
    String url = api.url();
    api.close();

    assertThat(sluice("campaign", "status", "sale", "--endpoint", url)).isEqualTo(1);
    assertThat(err.toString()).contains("nothing answers at " + url, "sluice up");
  }

  @Test
  @DisplayName("refuses an invalid address")
  void rejectsInvalidEndpoint() {
    assertThat(sluice("campaign", "list", "--endpoint", "localhost")).isEqualTo(1);
    assertThat(err.toString()).contains("--endpoint: 'localhost' is not valid");
  }

  @Test
  @DisplayName("enqueues a campaign and shows its counts")
  void enqueuesCampaign() throws IOException {
    api.replyNext(201, CAMPAIGN);
    Path file = Files.writeString(folder.resolve("sale.json"), "{\"id\":\"sale\"}");

    assertThat(sluiceToStub("campaign", "enqueue", file.toString())).isZero();

    assertThat(api.requests().getFirst().method()).isEqualTo("POST");
    assertThat(out.toString())
        .contains("sale  sending  Autumn sale", "sent 1,200, waiting 34", "5 capped, 1 expired");
  }

  @Test
  @DisplayName("shows that marketing is held, and why")
  void showsMarketingHold() throws IOException {
    String held = ",\"held\":{\"since\":\"2026-11-22T10:00:00Z\",\"reasons\":[\"probation\"]}}";
    api.replyNext(200, CAMPAIGN.strip().replaceFirst("}$", held));

    assertThat(sluiceToStub("campaign", "status", "sale")).isZero();

    assertThat(out.toString()).contains("held since 2026-11-22T10:00:00Z: probation");
  }

  @Test
  @DisplayName("shows the violations that the API reports: field, value and remedy")
  void printsViolationsOfTheApi() throws IOException {
    api.replyNext(
        400,
        """
        {"title":"Invalid","status":400,"violations":[
          {"field":"priority","value":"12","remedy":"use 1 (lightest) to 9 (heaviest)"}]}
        """);
    Path file = Files.writeString(folder.resolve("sale.json"), "{\"priority\":12}");

    assertThat(sluiceToStub("campaign", "enqueue", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("HTTP 400 Invalid", "priority: '12' is not valid: use 1 (lightest)");
  }

  @Test
  @DisplayName("reports the line and column of invalid JSON")
  void reportsLineOfInvalidJson() throws IOException {
    Path file = Files.writeString(folder.resolve("policy.json"), "{\n  \"caps\": [}\n");

    assertThat(sluiceToStub("policy", "put", file.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("write valid JSON: line 2, column");
    assertThat(api.requests()).isEmpty();
  }

  @Test
  @DisplayName("lists campaigns page by page as a table")
  void listsCampaigns() {
    api.replyNext(200, "{\"campaigns\":[" + CAMPAIGN + "],\"next\":\"sale\"}");
    api.replyNext(200, "{\"campaigns\":[" + CAMPAIGN.replace("\"sale\"", "\"tips\"") + "]}");

    assertThat(sluiceToStub("campaign", "list")).isZero();

    assertThat(out.toString().lines()).hasSize(3).last().asString().startsWith("tips");
    assertThat(api.requests())
        .extracting(ApiStub.RecordedRequest::path)
        .containsExactly("/campaigns?limit=100", "/campaigns?limit=100&after=sale");
  }

  @Test
  @DisplayName("explains a decision in a sentence with the caps behind it")
  void explainsDecision() {
    api.replyNext(
        200,
        """
        {"decision":"wait","until":"2026-11-28T06:00:00Z","policyRevision":3,
         "text":"Waits until 28 November.",
         "caps":[{"cap":"daily","used":1,"limit":1,"window":{"calendar":"day"}}]}
        """);

    assertThat(sluiceToStub("explain", "a+b@example.com", "sale")).isZero();

    assertThat(api.requests().getFirst().path()).isEqualTo("/explain/a%2Bb%40example.com/sale");
    assertThat(out.toString())
        .contains("wait: Waits until 28 November.", "calendar day", "revision 3");
  }

  @Test
  @DisplayName("pauses, resumes and cancels by posting to the campaign")
  void changesState() {
    List.of("pause", "resume", "cancel")
        .forEach(verb -> {
          api.replyNext(200, CAMPAIGN);
          assertThat(sluiceToStub("campaign", verb, "sale")).isZero();
        });

    assertThat(api.requests())
        .extracting(call -> call.method() + " " + call.path())
        .containsExactly(
            "POST /campaigns/sale/pause",
            "POST /campaigns/sale/resume",
            "POST /campaigns/sale/cancel");
  }

  @Test
  @DisplayName("shows a revision of the policy")
  void showsPolicyRevision() {
    api.replyNext(200, "{\"revision\":2}");

    assertThat(sluiceToStub("policy", "show", "--revision", "2")).isZero();

    assertThat(api.requests().getFirst().path()).isEqualTo("/policy?revision=2");
    assertThat(out.toString()).contains("\"revision\" : 2");
  }
}
