package dev.sluice.cli.command;

import dev.sluice.cli.screen.Screen;
import dev.sluice.local.Endpoints;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.Pace;
import dev.sluice.local.clock.RealClock;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.WakeOrder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sluice functions}: the template's functions alone, on services that other processes keep.
 *
 * <p>Time is a function of the machine's own, so that a process that follows another one goes on
 * from where that one can have been at most.
 */
@Command(
    name = "functions",
    hidden = true,
    description = {
      "The functions of template.yaml on the services that AWS_ENDPOINT_URL and",
      "AWS_ENDPOINT_URL_<SERVICE> name, until it is killed."
    })
final class FunctionsCommand implements Callable<Integer> {

  private final Screen screen;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      required = true,
      description = "Since when time passes at --speed.")
  private Instant since = Instant.EPOCH;

  @Mixin private SpeedOption pace = new SpeedOption();

  FunctionsCommand(Io io) {
    this.screen = io.screen();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logs.from(Level.WARNING);
    try (LocalRun run =
        LocalRun.of(Home.template())
            .external(Endpoints.from(System.getenv()))
            .clock(clock())
            .start()) {
      screen.line("running");
      run.runFor(LocalOptions.FOREVER);
      return 0;
    }
  }

  private VirtualClock clock() {
    Duration passed = Duration.between(since, new RealClock().instant());
    Instant now = since.plusMillis((long) (passed.toMillis() * pace.speed()));
    return new VirtualClock(now, Pace.times(pace.speed()), WakeOrder.TOGETHER);
  }
}
