package dev.sluice.cli.command;

import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.nio.file.Path;

/** A command about something that campaigns refer to, which a team keeps as a JSON file. */
abstract class DefinitionCommand {

  private final CommandOutput io;

  DefinitionCommand(CommandOutput io) {
    this.io = io;
  }

  /** Creates or replaces what the API keeps under a path, and returns the exit code. */
  final int store(EndpointOptions endpoint, String path, Path file) throws IOException {
    io.print(endpoint.api().put(path, JsonText.parseFile(file)));
    return 0;
  }

  /** Shows what the API keeps under a path, and returns the exit code. */
  final int print(EndpointOptions endpoint, String path) {
    io.print(endpoint.api().get(path));
    return 0;
  }
}
