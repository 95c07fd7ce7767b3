package dev.sluice.verification.demo;

import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.LocalPortOption;
import dev.sluice.cli.command.OptionRanges;
import dev.sluice.cli.command.SeedOption;
import dev.sluice.cli.console.Screen;
import dev.sluice.cli.console.Screen.Colour;
import dev.sluice.local.LocalRun;
import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.command.ConsoleLogging;
import dev.sluice.local.command.ProjectRoot;
import dev.sluice.verification.audit.RuleViolation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code sluice demo}. */
@Command(
    name = "demo",
    description = {
      "Two weeks of campaigns on this machine, in a few minutes, followed by an audit.",
      "",
      "2,357 customers of a music shop (the CDNOW sample, with invented addresses) become",
      "subscribers in 14 zones. Four overlapping campaigns go out under caps, cadences and quiet",
      "hours while a fast clock runs; every message lands in a mailbox that one can read, and is",
      "opened, followed or left by made-up readers, or by machines, each by behaviours of their"
          + " own. At",
      "the end mailbox and events are recounted by brute force against every rule."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice demo                     watch, then read the mailbox until Ctrl-C",
      "  sluice demo --exit              for scripts: 0 only if the audit finds no violation",
      "  sluice demo --subscribers 200   a short one",
    })
public final class DemoCommand implements Callable<Integer> {

  private static final int MAX_SUBSCRIBERS = 2357;
  private static final int MAX_DAYS = 60;

  /** The maximum number of violations shown; one is enough to fail. */
  private static final int MAX_SHOWN = 20;

  private final Screen screen;

  @Mixin private LocalPortOption local = new LocalPortOption();

  @Option(
      names = "--exit",
      description = "End after the audit: 0 if it finds no violation, otherwise 1.")
  private boolean exit;

  @Mixin private SeedOption choices = new SeedOption();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "14",
      description = "Simulated days, 1 to " + MAX_DAYS + ". Default: ${DEFAULT-VALUE}")
  private int days = 14;

  @Option(
      names = "--subscribers",
      paramLabel = "N",
      defaultValue = "" + MAX_SUBSCRIBERS,
      description = "Customers that take part, 1 to " + MAX_SUBSCRIBERS + ", the default.")
  private int subscribers = MAX_SUBSCRIBERS;

  public DemoCommand(CommandOutput io) {
    this.screen = io.screen();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Duration length = Duration.ofDays(OptionRanges.requireWithin(1, MAX_DAYS, "--days", days));
    int customers = OptionRanges.requireWithin(1, MAX_SUBSCRIBERS, "--subscribers", subscribers);
    ConsoleLogging.showFrom(Level.WARNING);
    try (LocalRun run =
        LocalRun.of(ProjectRoot.templateFile())
            .clock(new VirtualClock(Demo.start()))
            .port(local.port())
            .start()) {
      screen.line("API %s, mailbox %s", run.baseUrl(), run.mailboxUrl());
      List<RuleViolation> violations = Demo.play(run, screen, choices.seed(), customers, length);
      report(violations);
      if (!exit) {
        screen.line("The mailbox stays at %s until you press Ctrl-C.", run.mailboxUrl());
        new CountDownLatch(1).await();
      }
      return violations.isEmpty() ? 0 : 1;
    }
  }

  private void report(List<RuleViolation> violations) {
    if (violations.isEmpty()) {
      screen.line(screen.coloured(Colour.GREEN, "audit: no violation"));
      return;
    }
    violations.stream().limit(MAX_SHOWN).forEach(violation -> screen.line(violation.toString()));
    screen.line(screen.coloured(Colour.RED, "audit: %,d violations".formatted(violations.size())));
  }
}
