package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.fixture.ProjectTemplate;
import dev.sluice.local.template.SamTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A link, good or bad in whatever way")
class LinkFunctionRunTest {

  @Test
  @DisplayName("makes the function call AWS in the same way and order, or not at all if forged")
  void makesTheSameCallsForEveryGenuineLink() throws Exception {
    SamTemplate template = SamTemplate.load(ProjectTemplate.PATH);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        LinkFunctionRun site = new LinkFunctionRun(template, threads, new Random(1))) {
      byte[] unused = site.invoke(site.event(LinkKind.GOOD, 0)); // fetches the key, once
      byte[] good = site.invoke(site.event(LinkKind.GOOD, 1));
      List<String> calls = site.calls();

      assertThat(text(good)).contains("\"statusCode\":200");
      assertThat(calls).isNotEmpty().allMatch(call -> call.startsWith("dynamodb "));
      for (LinkKind kind : LinkKind.values()) {
        byte[] answer = site.invoke(site.event(kind, 2));

        assertThat(text(answer)).as(kind.toString()).contains("\"statusCode\":" + kind.status());
        assertThat(site.calls())
            .as(kind.toString())
            .isEqualTo(kind.isGenuine() ? calls : List.of());
      }
    }
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8);
  }
}
