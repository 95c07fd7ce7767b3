package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("sluice consent export")
class ConsentCommandTest extends CommandTestBase {

  private static final String FIRST =
      """
      {"records":[{"at":"2026-03-02T12:00:00Z","subscriber":"ann","means":"preferenceCentre",
        "change":{"kind":"topicChosen","topic":"offers","subscribed":true,"cadence":"weekly"}}],
       "next":"17/ann#000000000001"}
      """;
  private static final String SECOND =
      """
      {"records":[{"at":"2026-03-03T12:00:00Z","subscriber":"=1+1","means":"api",
        "change":{"kind":"unsuppressed","reason":"=full","despiteComplaint":false}}]}
      """;
  private static final String WHOLE =
      """
      at,subscriber,means,campaign,change,topic,subscribed,cadence,until,cause,reason,despiteComplaint
      2026-03-02T12:00:00Z,ann,preferenceCentre,,topicChosen,offers,true,weekly,,,,
      2026-03-03T12:00:00Z,'=1+1,api,,unsuppressed,,,,,,'=full,false
      """;

  @TempDir Path folder;

  @Test
  @DisplayName("writes every page to one file, in which no value is a formula")
  void writesEveryPage() throws IOException {
    Path file = folder.resolve("consents.csv");
    api.replyNext(200, FIRST);
    api.replyNext(200, SECOND);

    assertThat(sluiceToStub("consent", "export", "--out", file.toString())).isZero();

    assertThat(file).hasContent(WHOLE);
    assertThat(out.toString()).contains("2 records written");
    assertThat(api.requests())
        .extracting(ApiStub.RecordedRequest::path)
        .containsExactly(
            "/consents?limit=100", "/consents?limit=100&after=17%2Fann%23000000000001");
    assertThat(folder.resolve("consents.csv.next")).doesNotExist();
  }

  @Test
  @DisplayName("resumes after an interruption, without the part of an incomplete page")
  void resumesAfterInterruption() throws IOException {
    Path file = folder.resolve("consents.csv");
    api.replyNext(200, FIRST);
    api.replyNext(403, "{}");
    assertThat(sluiceToStub("consent", "export", "--out", file.toString())).isOne();
    Files.writeString(file, Files.readString(file) + "2026-03-03T12:00:00Z,'=1");
    api.replyNext(200, SECOND);

    assertThat(sluiceToStub("consent", "export", "--out", file.toString(), "--resume")).isZero();

    assertThat(file).hasContent(WHOLE);
    assertThat(sluiceToStub("consent", "export", "--out", file.toString(), "--resume"))
        .as("nothing is left to resume")
        .isOne();
    assertThat(err.toString()).contains("leave --resume out");
  }

  @Test
  @DisplayName("and import: an import names the lines in which a subscriber's own choice is kept")
  void importNamesPreservedChoices() throws IOException {
    Path file = folder.resolve("people.csv");
    Files.writeString(file, "id,address,topic:offers\nann,ann@example.com,weekly\n");
    api.replyNext(
        200,
        "{\"imported\":1,\"rejected\":[],"
            + "\"kept\":[{\"index\":0,\"id\":\"ann\",\"topics\":[\"offers\"]}]}");

    assertThat(sluiceToStub("import", file.toString())).isZero();

    assertThat(err.toString())
        .contains("line 2: imported, but the subscriber's own choice is kept for offers");
    assertThat(out.toString())
        .contains("1 imported, 0 skipped, 1 of them with their own choices kept");
    assertThat(sluiceToStub("import", file.toString(), "--resubscribe")).isZero();
    assertThat(
            api.requests().getLast().body().at("/subscribers/0/consents/resubscribe").asBoolean())
        .isTrue();
  }
}
