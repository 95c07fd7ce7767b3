package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sample events")
class SampleEventsTest {

  /** At the root of the project, two folders above this module's. */
  private static final Path SAMPLES = Path.of("..", "..", "events", "api");

  /** In an order in which each finds what it needs. */
  private static final List<String> GOOD =
      List.of(
          "write-topic",
          "read-topic",
          "list-topics",
          "write-segment",
          "read-segment",
          "list-segments",
          "write-policy",
          "read-policy",
          "write-reputation",
          "read-reputation",
          "write-branding",
          "read-branding",
          "create-subscriber",
          "write-subscriber",
          "write-subscribers",
          "read-subscriber",
          "create-campaign",
          "list-campaigns",
          "read-campaign",
          "explain",
          "pause-campaign",
          "revise-campaign",
          "resume-campaign",
          "cancel-campaign",
          "read-subscriber-data",
          "list-subscriber-consents",
          "list-consents",
          "unsuppress-subscriber",
          "restore-consents",
          "erase-subscriber",
          "lift-erasure",
          "check-stack");

  private final ApiFixture api = new ApiFixture();

  @Test
  @DisplayName("are answered well, one after the other")
  void succeedInOrder() throws IOException {
    for (String sample : GOOD) {
      ApiFixture.Answer answer = api.handleEvent(read(sample));

      assertThat(answer.status()).as("%s: %s", sample, answer.body()).isBetween(200, 202);
      assertThat(answer.body().path("rejected")).as(sample).isEmpty();
    }
  }

  @Test
  @DisplayName("show how a topic that does not exist is refused")
  void showRejectionOfUnknownTopic() throws IOException {
    api.handleEvent(read("write-topic"));
    api.handleEvent(read("write-segment"));

    ApiFixture.Answer answer = api.handleEvent(read("create-campaign-unknown-topic")).expect(400);

    assertThat(answer.text("/violations/0/field")).isEqualTo("topic");
  }

  @Test
  @DisplayName("are all tried here")
  void areAllTested() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(GOOD.stream(), Stream.of("create-campaign-unknown-topic")).toList());
    }
  }

  private static byte[] read(String sample) throws IOException {
    return Files.readAllBytes(SAMPLES.resolve(sample + ".json"));
  }
}
