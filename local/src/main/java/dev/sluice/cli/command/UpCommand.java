package dev.sluice.cli.command;

import dev.sluice.cli.screen.Screen;
import dev.sluice.local.Endpoints;
import dev.sluice.local.LocalRun;
import dev.sluice.local.LocalRunBuilder;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.Pace;
import dev.sluice.local.clock.RealClock;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.WakeOrder;
import dev.sluice.scheduling.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice up}. */
@Command(
    name = "up",
    description = {
      "Sluice on this machine, until Ctrl-C: the API, the functions, and a mailbox that gets",
      "every message instead of SES. Nothing leaves this machine, unless AWS_ENDPOINT_URL or",
      "AWS_ENDPOINT_URL_<SERVICE> names another place for a service."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice up                    in memory: all is gone at the end",
      "  sluice up --data ~/sluice    everything is kept there, across restarts and crashes",
      "  sluice up --speed 3600       an hour a second, to see caps and quiet hours pass",
      "",
      "Then, in another terminal:",
      "  sluice policy put policy.json",
      "  sluice topic put offers offers.json",
      "  sluice import customers.csv",
      "  sluice campaign enqueue sale.json",
      "  sluice campaign status sale"
    })
final class UpCommand implements Callable<Integer> {

  private final Screen screen;

  @Mixin private LocalOptions local = new LocalOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep tables, mailbox and secrets there; made if it is missing.")
  private Optional<Path> data = Optional.empty();

  @Mixin private SpeedOption pace = new SpeedOption();

  @Option(names = "--logs", description = "Show what the functions log, on the error stream.")
  private boolean logs;

  UpCommand(Io io) {
    this.screen = io.screen();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Logs.from(logs ? Level.INFO : Level.WARNING);
    LocalRunBuilder builder =
        LocalRun.of(Home.template())
            .external(Endpoints.from(System.getenv()))
            .clock(clock())
            .port(local.port());
    data.ifPresent(builder::dataDirectory);
    try (LocalRun run = builder.start()) {
      screen.line("API      %s", run.baseUrl());
      screen.line("mailbox  %s", run.mailboxUrl());
      screen.line("data     %s", data.map(Path::toString).orElse("in memory"));
      screen.line("Ctrl-C ends it.");
      run.runFor(LocalOptions.FOREVER);
      return 0;
    }
  }

  private LocalClock clock() {
    double speed = pace.speed();
    RealClock real = new RealClock();
    if (speed == 1) {
      return real;
    }
    if (data.isPresent()) {
      throw InvalidInputException.of(
          "--speed", speed, "leave out --data: what is kept lives in real time");
    }
    return new VirtualClock(real.instant(), Pace.times(speed), WakeOrder.TOGETHER);
  }
}
