package dev.sluice.local.command;

import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.LocalPortOption;
import dev.sluice.cli.console.Screen;
import dev.sluice.local.LocalRun;
import dev.sluice.local.ServiceEndpoints;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.ClockSpeed;
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
 * The command {@code sluice functions}: the template's functions alone, on services of other
 * processes.
 *
 * <p>Its time is a function of the machine's time, so that a process that replaces a killed one
 * continues at the instant that the other one can have reached at most.
 */
@Command(
    name = "functions",
    hidden = true,
    description = {
      "The functions of template.yaml on the services that AWS_ENDPOINT_URL and",
      "AWS_ENDPOINT_URL_<SERVICE> name, until it is killed."
    })
public final class FunctionsCommand implements Callable<Integer> {

  private final Screen screen;

  @Option(
      names = "--since",
      paramLabel = "INSTANT",
      required = true,
      description = "Since when time passes at --speed.")
  private Instant since = Instant.EPOCH;

  @Mixin private SpeedOption speedOption = new SpeedOption();

  public FunctionsCommand(CommandOutput io) {
    this.screen = io.screen();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConsoleLogging.showFrom(Level.WARNING);
    try (LocalRun run =
        LocalRun.of(ProjectRoot.templateFile())
            .externalEndpoints(ServiceEndpoints.fromEnvironment(System.getenv()))
            .clock(clock())
            .start()) {
      screen.line("running");
      run.runFor(LocalPortOption.FOREVER);
      return 0;
    }
  }

  private VirtualClock clock() {
    Duration passed = Duration.between(since, new SystemClock().instant());
    Instant now = since.plusMillis((long) (passed.toMillis() * speedOption.speed()));
    return new VirtualClock(now, ClockSpeed.times(speedOption.speed()), WakeOrder.ALL_AT_ONCE);
  }
}
