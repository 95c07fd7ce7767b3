package dev.sluice.verification.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("crash")
@DisplayName("sluice up --data")
class UpCommandCrashTest {

  private static final List<String> PATHS =
      List.of("/topics/news", "/policy", "/subscribers/ann", "/campaigns/later");

  @Test
  @Timeout(180)
  @DisplayName("keeps everything when it is killed with SIGKILL")
  void keepsAllDataAfterSigkill(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    List<JsonNode> before;
    try (SluiceProcess up = up(data)) {
      ApiClient api = api(up);
      enter(api);
      before = PATHS.stream().map(api::get).toList();
      up.kill();
      up.awaitEnd();
    }
    try (SluiceProcess up = up(data)) {
      ApiClient api = api(up);
      assertThat(PATHS.stream().map(api::get).toList()).isEqualTo(before);
    }
  }

  private static SluiceProcess up(Path data) throws IOException {
    return SluiceProcess.start(Map.of(), "up", "--port", "0", "--data", data.toString());
  }

  private static ApiClient api(SluiceProcess up) throws IOException {
    return ApiClient.unsigned(URI.create(up.line("API")));
  }

  private static void enter(ApiClient api) {
    api.put("/topics/news", JsonText.parse("{\"name\":\"News\",\"description\":\"What is new\"}"));
    api.put(
        "/policy",
        JsonText.parse(
            """
            {"caps":[{"name":"daily","limit":1,"window":{"calendar":"day"}}],"defaultZone":"UTC"}
            """));
    api.put(
        "/subscribers/ann",
        JsonText.parse(
            """
            {"address":"ann@example.com","zone":"Asia/Kathmandu",
             "consents":{"topics":{"news":{"subscribed":true,"cadence":"weekly"}}}}
            """));
    api.post(
        "/campaigns",
        JsonText.parse(
            """
            {"id":"later","name":"Later","topic":"news","start":"2036-01-01T00:00:00Z",
             "expiry":"2036-01-02T00:00:00Z",
             "variants":[{"subject":"Hello","html":"<p>Hello</p>","text":"Hello"}]}
            """));
  }
}
