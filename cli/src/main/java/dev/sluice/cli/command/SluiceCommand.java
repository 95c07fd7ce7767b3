package dev.sluice.cli.command;

import java.io.PrintWriter;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code sluice} with everything below it. */
@Command(
    name = "sluice",
    description = {
      "Sluice sends email campaigns through Amazon SES, and nobody hears too often.",
      "",
      "Commands speak with a local run (sluice up) or a deployed stack (--endpoint)."
    },
    footerHeading = "%nStart here:%n",
    footer = {
      "  sluice demo              a fortnight of campaigns to 2,357 subscribers, on this machine",
      "  sluice up                Sluice on this machine, to try your own campaigns on",
      "  sluice COMMAND --help    options and examples",
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    },
    synopsisSubcommandLabel = "COMMAND")
public final class SluiceCommand {

  /** Columns of help texts; examples are written to fit. */
  private static final int WIDTH = 100;

  private SluiceCommand() {}

  /** Returns the command line, which writes to {@code io} and reports failures to {@code err}. */
  public static CommandLine create(CommandOutput io, PrintWriter err) {
    CommandLine root = new CommandLine(new SluiceCommand());
    root.addSubcommand(new ImportCommand(io));
    root.addSubcommand(new CampaignCommand(io));
    root.addSubcommand(new TopicCommand(io));
    root.addSubcommand(new SegmentCommand(io));
    root.addSubcommand(new PolicyCommand(io));
    root.addSubcommand(new BrandingCommand(io));
    root.addSubcommand(new SubscriberCommand(io));
    root.addSubcommand(new ConsentCommand(io));
    root.addSubcommand(new ExplainCommand(io));
    for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
      provider
          .commands(io)
          .forEach(command -> root.addSubcommand(command.getCommandName(), command));
    }
    root.setOut(io.out());
    root.setErr(err);
    root.setExecutionExceptionHandler(new CommandExceptionHandler());
    addHelp(root);
    return root;
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
