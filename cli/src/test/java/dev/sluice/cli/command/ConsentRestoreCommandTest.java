package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("sluice consent restore")
class ConsentRestoreCommandTest extends CommandTestBase {

  private static final String CHOSEN =
      event(
          "PreferenceChanged",
          "2026-03-02T12:00:00Z",
          "\"change\":{\"kind\":\"topicChosen\",\"topic\":\"offers\",\"subscribed\":true}");

  @TempDir Path folder;

  @Test
  @DisplayName("restores an opt-out half a second after the choice that it ends, in any order")
  void restoresOptOutOfTheSameSecond() throws IOException {
    String left = event("Unsubscribed", "2026-03-02T12:00:00.500Z", "\"topic\":\"offers\"");
    for (String events : new String[] {CHOSEN + left, left + CHOSEN}) {
      api.replyNext(200, "{\"restored\":1,\"unknown\":[]}");

      assertThat(sluiceToStub("consent", "restore", file(events))).isZero();

      assertThat(api.requests().getLast().body())
          .isEqualTo(
              JsonText.parse("{\"changes\":[{\"subscriber\":\"ann\",\"topic\":\"offers\"}]}"));
    }
  }

  @Test
  @DisplayName("leaves out an opt-out that was taken back later")
  void leavesOutWhatWasTakenBack() throws IOException {
    String left = event("Unsubscribed", "2026-03-02T11:59:59.900Z", "\"topic\":\"offers\"");

    assertThat(sluiceToStub("consent", "restore", file(left + CHOSEN))).isZero();

    assertThat(api.requests()).isEmpty();
  }

  @Test
  @DisplayName("refuses an event without an instant, and restores nothing")
  void refusesEventsWithoutInstant() throws IOException {
    assertThat(
            sluiceToStub(
                "consent",
                "restore",
                file(CHOSEN + event("Unsubscribed", "yesterday", "\"topic\":\"offers\""))))
        .isEqualTo(1);

    assertThat(err.toString()).contains("yesterday");
    assertThat(api.requests()).isEmpty();
  }

  private String file(String events) throws IOException {
    return Files.writeString(folder.resolve("events.jsonl"), events).toString();
  }

  private static String event(String type, String at, String detail) {
    return """
    {"source":"sluice","detail-type":"%s","detail":{"subscriber":"ann","at":"%s",%s}}
    """
        .formatted(type, at, detail);
  }
}
