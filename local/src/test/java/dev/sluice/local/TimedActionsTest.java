package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.fixture.TestTemplate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is arranged for an instant of a local run")
final class TimedActionsTest {

  private final List<String> done = new ArrayList<>();
  private LocalRun run;

  @BeforeEach
  void start() throws IOException {
    run = LocalRun.of(TestTemplate.template()).clock(new VirtualClock(TestTemplate.START)).start();
  }

  @AfterEach
  void stop() {
    run.close();
  }

  @Test
  @DisplayName(
      "is done at that instant, earliest first, in the order of arrangement at the same one")
  void runsActionsInOrderOfTime() throws InterruptedException {
    arrange(Duration.ofMillis(1_501), "third");
    arrange(Duration.ofSeconds(1), "first");
    arrange(Duration.ofSeconds(1), "second");
    arrange(Duration.ofSeconds(3), "too late");

    run.runFor(Duration.ofSeconds(2));

    assertThat(done).containsExactly("first at PT1S", "second at PT1S", "third at PT1.501S");
  }

  @Test
  @DisplayName(
      "is done as soon as can be if the instant has passed, also if it is arranged meanwhile")
  void runsPastActionsImmediately() throws InterruptedException {
    Instant then = TestTemplate.START.plusSeconds(1);
    run.timedActions().schedule(then, () -> arrange(Duration.ZERO, "follows"));

    run.runFor(Duration.ofSeconds(2));

    assertThat(done).containsExactly("follows at PT1S");
  }

  private void arrange(Duration after, String name) {
    run.timedActions()
        .schedule(
            TestTemplate.START.plus(after),
            () ->
                done.add(
                    name + " at " + Duration.between(TestTemplate.START, run.clock().instant())));
  }
}
