package dev.sluice.cli.command;

import java.util.List;
import picocli.CommandLine;

/**
 * Provider of the commands that another module adds to {@code sluice}, found by {@link
 * java.util.ServiceLoader}.
 *
 * <p>The runnable jar has none and works with a deployed stack. In a checkout, the modules that run
 * Sluice on this machine have one each.
 */
public interface CommandProvider {

  /** Returns the commands. */
  List<CommandLine> commands(CommandOutput output);
}
