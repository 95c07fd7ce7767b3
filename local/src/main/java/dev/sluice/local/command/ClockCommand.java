package dev.sluice.local.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.LocalPortOption;
import dev.sluice.local.clock.SystemClock;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The command {@code sluice clock}. */
@Command(
    name = "clock",
    description = {
      "The clock of a local run that was started with --at or --speed: read it, let time pass,"
          + " stop",
      "it, or run it at another speed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice clock show",
      "  sluice clock advance P1D     a day, as fast as its work allows",
      "  sluice clock stop",
      "  sluice clock run --speed 60"
    })
final class ClockCommand {

  private static final Duration POLL = Duration.ofMillis(200);

  private final CommandOutput output;

  ClockCommand(CommandOutput output) {
    this.output = output;
  }

  @Command(name = "show", description = "Show the time of the run.")
  int show(@Mixin LocalPortOption local) {
    print(local.api().get("/clock"));
    return 0;
  }

  @Command(
      name = "advance",
      description = "Let time pass as fast as the work in it allows, and wait until it has passed.")
  int advance(
      @Mixin LocalPortOption local,
      @Parameters(paramLabel = "DURATION", description = "Such as PT6H or P1D.") String duration)
      throws InterruptedException {
    ApiClient api = local.api();
    JsonNode answer = api.post("/clock", JsonText.emptyObject().put("advance", duration));
    Instant until = Instant.parse(answer.path("until").asString(""));
    SystemClock real = new SystemClock();
    JsonNode clock = api.get("/clock");
    while (Instant.parse(clock.path("time").asString("")).isBefore(until)) {
      real.sleepUntil(real.instant().plus(POLL));
      clock = api.get("/clock");
    }
    print(clock);
    return 0;
  }

  @Command(name = "stop", description = "Let time stand still. Requests are still answered.")
  int stop(@Mixin LocalPortOption local) {
    return change(local, JsonText.emptyObject().put("running", false));
  }

  @Command(name = "run", description = "Let time pass.")
  int run(
      @Mixin LocalPortOption local,
      @Option(
              names = "--speed",
              paramLabel = "N",
              defaultValue = "1",
              description = "Seconds that pass per second, from 1. Default: ${DEFAULT-VALUE}")
          double speed) {
    return change(local, JsonText.emptyObject().put("speed", speed));
  }

  private int change(LocalPortOption local, ObjectNode change) {
    print(local.api().post("/clock", change));
    return 0;
  }

  private void print(JsonNode clock) {
    output.print(
        "%s%s"
            .formatted(
                clock.path("time").asString(""),
                clock.path("running").asBoolean(true) ? "" : "  stopped"));
  }
}
