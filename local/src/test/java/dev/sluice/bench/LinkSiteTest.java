package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.fixture.OwnTemplate;
import dev.sluice.local.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A link, good or bad in whatever way")
class LinkSiteTest {

  @Test
  @DisplayName("makes the function ask AWS for the same, in the same order")
  void sameCalls() throws Exception {
    Template template = Template.read(OwnTemplate.PATH);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        LinkSite site = new LinkSite(template, threads, new Random(1))) {
      byte[] unused = site.answer(site.event(LinkKind.GOOD, 0)); // fetches the key, once
      byte[] good = site.answer(site.event(LinkKind.GOOD, 1));
      List<String> calls = site.calls();

      assertThat(text(good)).contains("\"statusCode\":200");
      assertThat(calls).isNotEmpty().allMatch(call -> call.startsWith("dynamodb "));
      for (LinkKind kind : LinkKind.values()) {
        byte[] answer = site.answer(site.event(kind, 2));

        assertThat(text(answer)).as(kind.toString()).contains("\"statusCode\":" + kind.status());
        assertThat(site.calls()).as(kind.toString()).isEqualTo(calls);
      }
    }
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.UTF_8);
  }
}
