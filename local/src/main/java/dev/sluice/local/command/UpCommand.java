package dev.sluice.local.command;

import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.LocalPortOption;
import dev.sluice.cli.console.Screen;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.local.LocalRun;
import dev.sluice.local.LocalRunBuilder;
import dev.sluice.local.ServiceEndpoints;
import dev.sluice.local.clock.LocalClock;
import dev.sluice.local.clock.SystemClock;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.clock.VirtualClock.ClockSpeed;
import dev.sluice.local.clock.VirtualClock.WakeOrder;
import dev.sluice.local.ses.SesSendQuota;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code sluice up}. */
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
      "  sluice up --at 2026-11-27T05:55:00Z    at a date of your own; see 'sluice clock'",
      "",
      "Then, in another terminal:",
      "  sluice policy put policy.json",
      "  sluice topic put offers offers.json",
      "  sluice import customers.csv",
      "  sluice campaign enqueue sale.json",
      "  sluice campaign status sale"
    })
public final class UpCommand implements Callable<Integer> {

  private final Screen screen;

  @Mixin private LocalPortOption local = new LocalPortOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep tables, mailbox and secrets there; made if it is missing.")
  private Optional<Path> data = Optional.empty();

  @Mixin private SpeedOption speedOption = new SpeedOption();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = {
        "Begin at that instant of simulated time, such as 2026-11-27T05:55:00Z.",
        "'sluice clock' then moves, stops and runs the clock."
      })
  private Optional<String> at = Optional.empty();

  @Option(
      names = "--quota",
      paramLabel = "N",
      defaultValue = "50000",
      description =
          "Messages that SES takes in 24 hours, -1 for no limit. Default: ${DEFAULT-VALUE}")
  private long quota = SesSendQuota.productionDefault().recipientsPer24Hours();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "14",
      description = "Messages that SES takes in a second. Default: ${DEFAULT-VALUE}")
  private double rate = SesSendQuota.productionDefault().recipientsPerSecond();

  @Option(names = "--logs", description = "Show what the functions log, on the error stream.")
  private boolean logs;

  public UpCommand(CommandOutput io) {
    this.screen = io.screen();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ConsoleLogging.showFrom(logs ? Level.INFO : Level.WARNING);
    LocalRunBuilder builder =
        LocalRun.of(ProjectRoot.templateFile())
            .externalEndpoints(ServiceEndpoints.fromEnvironment(System.getenv()))
            .clock(clock())
            .quota(quota())
            .port(local.port());
    data.ifPresent(builder::dataDirectory);
    try (LocalRun run = builder.start()) {
      screen.line("API      %s", run.baseUrl());
      screen.line("mailbox  %s", run.mailboxUrl());
      screen.line("data     %s", data.map(Path::toString).orElse("in memory"));
      screen.line("Ctrl-C ends it.");
      run.runFor(LocalPortOption.FOREVER);
      return 0;
    }
  }

  private static Instant parse(String at) {
    try {
      return Instant.parse(at);
    } catch (DateTimeParseException e) {
      throw InvalidInputException.of("--at", at, "use an instant such as 2026-11-27T05:55:00Z");
    }
  }

  private SesSendQuota quota() {
    if (quota < SesSendQuota.UNLIMITED) {
      throw InvalidInputException.of("--quota", quota, "use 0 or more, or -1 for no limit");
    }
    if (!(rate > 0)) {
      throw InvalidInputException.of("--rate", rate, "use a number above 0");
    }
    return SesSendQuota.of(rate, quota);
  }

  private LocalClock clock() {
    double speed = speedOption.speed();
    SystemClock real = new SystemClock();
    if (speed == 1 && at.isEmpty()) {
      return real;
    }
    if (data.isPresent()) {
      throw InvalidInputException.of(
          at.isPresent() ? "--at" : "--speed",
          at.orElse(String.valueOf(speed)),
          "leave out --data: what is kept lives in real time");
    }
    Instant start = at.map(UpCommand::parse).orElse(real.instant());
    return new VirtualClock(start, ClockSpeed.times(speed), WakeOrder.ALL_AT_ONCE);
  }
}
