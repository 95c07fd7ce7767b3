package dev.sluice.cli.killed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.api.Json;
import dev.sluice.cli.api.SluiceApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@DisplayName("sluice up --data")
class KilledUpTest {

  private static final List<String> PATHS =
      List.of("/topics/news", "/policy", "/subscribers/ann", "/campaigns/later");

  @Test
  @Timeout(180)
  @DisplayName("keeps everything when it is killed with SIGKILL")
  void keepsEverything(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    List<JsonNode> before;
    try (Sluice up = up(data)) {
      SluiceApi api = api(up);
      enter(api);
      before = PATHS.stream().map(api::get).toList();
      up.kill();
      up.awaitEnd();
    }
    try (Sluice up = up(data)) {
      SluiceApi api = api(up);
      assertThat(PATHS.stream().map(api::get).toList()).isEqualTo(before);
    }
  }

  private static Sluice up(Path data) throws IOException {
    return Sluice.start(Map.of(), "up", "--port", "0", "--data", data.toString());
  }

  private static SluiceApi api(Sluice up) throws IOException {
    return SluiceApi.unsigned(URI.create(up.line("API")));
  }

  private static void enter(SluiceApi api) {
    api.put("/topics/news", Json.of("{\"name\":\"News\",\"description\":\"What is new\"}"));
    api.put(
        "/policy",
        Json.of(
            """
            {"caps":[{"name":"daily","limit":1,"window":{"calendar":"day"}}],"defaultZone":"UTC"}
            """));
    api.put(
        "/subscribers/ann",
        Json.of(
            """
            {"address":"ann@example.com","zone":"Asia/Kathmandu",
             "consents":{"topics":{"news":{"subscribed":true,"cadence":"weekly"}}}}
            """));
    api.post(
        "/campaigns",
        Json.of(
            """
            {"id":"later","name":"Later","topic":"news","start":"2036-01-01T00:00:00Z",
             "expiry":"2036-01-02T00:00:00Z",
             "variants":[{"subject":"Hello","html":"<p>Hello</p>","text":"Hello"}]}
            """));
  }
}
