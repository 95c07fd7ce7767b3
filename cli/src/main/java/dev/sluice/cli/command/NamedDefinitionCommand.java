package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command about what is kept under an identifier of the team's own. */
abstract class NamedDefinitionCommand extends DefinitionCommand {

  private final String kind;

  /**
   * Creates the command.
   *
   * @param kind the part of the path that the API keeps them under
   */
  NamedDefinitionCommand(CommandOutput io, String kind) {
    super(io);
    this.kind = kind;
  }

  @Command(name = "put", description = "Create or replace one.")
  int put(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "Its identifier.") String id,
      @Parameters(paramLabel = "FILE", description = "What it shall be, as JSON.") Path file)
      throws IOException {
    return store(endpoint, ApiClient.path(kind, id), file);
  }

  @Command(name = "show", description = "Show one.")
  int show(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
    return print(endpoint, ApiClient.path(kind, id));
  }
}
