package dev.sluice.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The sample events")
class SampleEventsTest {

  /** At the root of the project, two folders above this module's. */
  private static final Path SAMPLES = Path.of("..", "..", "events", "preferences");

  private static final Map<String, Integer> STATUSES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("show-unsubscribe", 200),
              Map.entry("show-preferences", 200),
              Map.entry("look-at-unsubscribe", 200),
              Map.entry("look-at-preferences", 200),
              Map.entry("choose-cadence", 303),
              Map.entry("pause", 303),
              Map.entry("change-wrong-form", 400),
              Map.entry("unsubscribe-forged", 404),
              Map.entry("unsubscribe-wrong-body", 400),
              Map.entry("unsubscribe-multipart", 200),
              Map.entry("download-data", 200),
              Map.entry("ask-erase", 200),
              Map.entry("erase", 200),
              Map.entry("unsubscribe", 200)));

  private final PreferencesFixture fixture = new PreferencesFixture();

  @Test
  @DisplayName("are answered with a page and the status that is meant")
  void returnPages() throws IOException {
    for (Map.Entry<String, Integer> sample : STATUSES.entrySet()) {
      JsonNode answer = new PreferencesFixture().handleEvent(read(sample.getKey()));

      assertThat(answer.path("statusCode").asInt())
          .as("%s with the links %s", sample.getKey(), links())
          .isEqualTo(sample.getValue());
      assertThat(answer.path("body").asString()).startsWith(start(sample.getKey()));
    }
  }

  private static String start(String sample) {
    return sample.startsWith("look-at")
        ? ""
        : sample.equals("download-data") ? "{\"id\":" : "<!doctype html>";
  }

  @Test
  @DisplayName("leave the topic, urlencoded and multipart")
  void unsubscribeUrlEncodedAndMultipart() throws IOException {
    for (String sample : List.of("unsubscribe", "unsubscribe-multipart")) {
      PreferencesFixture fresh = new PreferencesFixture();
      fresh.handleEvent(read(sample));

      assertThat(fresh.hasUnsubscribed()).as(sample).isTrue();
    }
  }

  @Test
  @DisplayName("are all tried here")
  void areAllTested() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(STATUSES.keySet());
    }
  }

  /** Tokens are made without randomness: those of the samples are signed with the tests' key. */
  private List<String> links() {
    return List.of(fixture.unsubscribeLink(), fixture.preferencesLink());
  }

  private static byte[] read(String sample) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(sample + ".json"));
  }
}
