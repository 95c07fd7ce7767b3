package dev.sluice.cli.command;

import java.util.List;
import picocli.CommandLine;

/**
 * Commands that another module adds to {@code sluice}, found by {@link java.util.ServiceLoader}.
 *
 * <p>The command line alone works against a deployed stack. In a checkout, the modules that run
 * Sluice on this machine add theirs.
 */
public interface CommandProvider {

  /** Returns the commands, in the order in which the help lists them. */
  List<CommandLine> commands(CommandOutput output);
}
