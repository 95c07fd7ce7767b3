package dev.sluice.cli.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The command {@code sluice} with its subcommands. */
@Command(
    name = "sluice",
    description = {
      "Sends email campaigns through Amazon SES, at most as often as each subscriber should get"
          + " them.",
      "",
      "Commands work with a deployed stack (--endpoint URL) or a local run (sluice up)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice demo                                a fortnight of campaigns to 2,357 subscribers",
      "  sluice up                                  a local run, to try your own campaigns",
      "  sluice import customers.csv                import subscribers into the local run",
      "  sluice campaign list --endpoint https://…  list the campaigns of a deployed stack",
      "  sluice COMMAND --help                      options and examples of a command",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class SluiceCommand {

  /** Columns of help texts; examples are written to fit. */
  private static final int WIDTH = 100;

  private SluiceCommand() {}

  /** Returns the command line, which writes to {@code output} and reports errors to {@code err}. */
  public static CommandLine create(CommandOutput output, PrintWriter err) {
    return create(output, err, ServiceLoader.load(CommandProvider.class));
  }

  static CommandLine create(
      CommandOutput output, PrintWriter err, Iterable<CommandProvider> providers) {
    CommandLine root = new CommandLine(new SluiceCommand());
    root.addSubcommand(new ImportCommand(output));
    root.addSubcommand(new CampaignCommand(output));
    DefinitionCommands.all(output).forEach(root::addSubcommand);
    root.addSubcommand(new SubscriberCommand(output));
    root.addSubcommand(new ConsentCommand(output));
    root.addSubcommand(new ReputationCommand(output));
    root.addSubcommand(new ExplainCommand(output));
    root.addSubcommand(new DoctorCommand(output));
    List<String> stackCommands = List.copyOf(root.getSubcommands().keySet());
    CheckoutCommand.all(output, providers)
        .forEach(command -> root.addSubcommand(command.getCommandName(), command));
    root.setOut(output.out());
    root.setErr(err);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setExecutionExceptionHandler(new CommandExceptionHandler());
    root.getCommandSpec()
        .usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> listInGroups(help, stackCommands));
    root.getCommandSpec().usageMessage().commandListHeading("");
    addHelp(root);
    return root;
  }

  private static String listInGroups(Help help, List<String> stackCommands) {
    Map<Boolean, Map<String, Help>> groups =
        help.subcommands().entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    entry -> stackCommands.contains(entry.getKey()),
                    Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new)));
    return "%nWork with a stack:%n".formatted()
        + help.commandList(groups.get(true))
        + "%nOn this machine, in a checkout:%n".formatted()
        + help.commandList(groups.get(false));
  }

  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.usageMessage().width(WIDTH);
    command.getSubcommands().values().forEach(SluiceCommand::addHelp);
  }
}
