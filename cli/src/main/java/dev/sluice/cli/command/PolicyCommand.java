package dev.sluice.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice policy}. */
@Command(
    name = "policy",
    description = "The policy: frequency caps, quiet hours and look-ahead.",
    footerHeading = "%nExample:%n",
    footer = {
      "  sluice policy put policy.json",
      "",
      "  policy.json: {\"caps\": [{\"name\": \"daily\", \"limit\": 1, \"window\": {\"calendar\":"
          + " \"day\"}},",
      "                         {\"name\": \"weekly\", \"limit\": 3, \"window\": {\"rolling\":"
          + " \"P7D\"}}],",
      "                \"quietHours\": {\"from\": \"21:00\", \"until\": \"08:00\"},",
      "                \"defaultZone\": \"Europe/Tallinn\", \"lookAhead\": \"P3D\"}",
      "",
      "Every change is a new revision; each decision names the one it was made by."
    })
final class PolicyCommand extends DefinitionCommand {

  private static final String PATH = "/policy";

  PolicyCommand(CommandOutput io) {
    super(io);
  }

  @Command(name = "put", description = "Replace the policy; the one before stays as a revision.")
  int put(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "FILE", description = "The policy as JSON.") Path file)
      throws IOException {
    return store(endpoint, PATH, file);
  }

  @Command(name = "show", description = "Show the policy in force, or one of its revisions.")
  int show(
      @Mixin EndpointOptions endpoint,
      @Option(
              names = "--revision",
              paramLabel = "N",
              description = "The revision to show instead of the one in force.")
          Optional<Long> revision) {
    return print(endpoint, PATH + revision.map(n -> "?revision=" + n).orElse(""));
  }
}
