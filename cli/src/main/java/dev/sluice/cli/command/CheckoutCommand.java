package dev.sluice.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The commands that other modules of a checkout add to {@code sluice}.
 *
 * <p>The runnable jar works alone, without those modules: each of their commands then exits with 2
 * and says that it needs a checkout.
 */
enum CheckoutCommand {
  UP("Run Sluice on this machine, with a mailbox instead of SES."),
  DEMO("Play a fortnight of campaigns on this machine, and audit every message."),
  BENCH("Measure delivery in simulated time, and compare it with its targets.");

  private final String summary;

  CheckoutCommand(String summary) {
    this.summary = summary;
  }

  /** Returns a command for each constant, then the further commands of the modules. */
  static List<CommandLine> all(CommandOutput output, Iterable<CommandProvider> providers) {
    List<CommandLine> provided = new ArrayList<>();
    providers.forEach(provider -> provided.addAll(provider.commands(output)));
    List<CommandLine> further = new ArrayList<>(provided);
    List<CommandLine> commands = new ArrayList<>();
    for (CheckoutCommand each : values()) {
      CommandLine command =
          provided.stream()
              .filter(candidate -> candidate.getCommandName().equals(each.commandName()))
              .findFirst()
              .orElseGet(() -> missing(each.commandName()));
      command.getCommandSpec().usageMessage().header(each.summary, "");
      further.remove(command);
      commands.add(command);
    }
    commands.addAll(further);
    return commands;
  }

  private static CommandLine missing(String name) {
    return new CommandLine(new Missing())
        .setCommandName(name)
        .setUnmatchedOptionsArePositionalParams(true);
  }

  private String commandName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Stands in for a command whose module is missing. */
  @Command(description = "This command needs a checkout of Sluice: run it there with ./sluice.")
  private static final class Missing implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() {
      throw new ParameterException(
          spec.commandLine(),
          "'sluice %s' needs a checkout of Sluice: run './sluice %s' there"
              .formatted(spec.name(), spec.name()));
    }
  }
}
