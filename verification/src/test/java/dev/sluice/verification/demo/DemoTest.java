package dev.sluice.verification.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.console.Screen;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.ProjectTemplate;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
@DisplayName("The demo, with 60 subscribers and four days")
class DemoTest {

  @Test
  @DisplayName("violates no rule, explains a send, a wait and a drop, and has readers")
  void violatesNoRule() throws Exception {
    StringWriter out = new StringWriter();
    try (LocalRun run =
        LocalRun.of(ProjectTemplate.PATH).clock(new VirtualClock(Demo.start())).start()) {
      Screen screen = Screen.plain(new PrintWriter(out, true));

      assertThat(Demo.play(run, screen, 1, 60, Duration.ofDays(4))).isEmpty();
    }
    assertThat(out.toString())
        .contains("enqueued anniversary", "leave the topic 'offers'", "why dropped")
        .containsPattern("(?m)^send: customer-")
        .containsPattern("(?m)^wait: customer-.*in favour of 'anniversary'")
        .containsPattern("(?m)^drop: customer-")
        .containsPattern("(?m)^anniversary +[0-9]+ +[1-9][0-9]* +[0-9]+ +[0-9]+ +[1-9]")
        .containsPattern("(?m)^[1-9][0-9]* subscribers opened none of their last 2 messages");
  }
}
