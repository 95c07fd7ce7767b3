package dev.sluice.local.contract;

import dev.sluice.local.LocalRun;
import dev.sluice.local.fixture.TestTemplate;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;

@DisplayName("The emulator that AWS_ENDPOINT_URL names")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExternalEmulatorTest extends AwsEmulatorContract {

  private Optional<LocalRun> run = Optional.empty();

  @BeforeAll
  void start() throws IOException {
    run = Optional.of(EmulatorRuns.externalOrSkip(TestTemplate.template(), System.getenv()));
  }

  @AfterAll
  void stop() {
    run.ifPresent(LocalRun::close);
  }

  @Override
  LocalRun run() {
    return run.orElseThrow();
  }
}
