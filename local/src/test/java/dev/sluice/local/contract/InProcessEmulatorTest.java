package dev.sluice.local.contract;

import dev.sluice.local.LocalRun;
import dev.sluice.local.fixture.TestTemplate;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;

@DisplayName("Our own emulators")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InProcessEmulatorTest extends AwsEmulatorContract {

  private LocalRun run;

  @BeforeAll
  void start() throws IOException {
    run = EmulatorRuns.inProcess(TestTemplate.template());
  }

  @AfterAll
  void stop() {
    run.close();
  }

  @Override
  LocalRun run() {
    return run;
  }
}
