package dev.sluice.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice branding}. */
@Command(
    name = "branding",
    description = "The branding: what the pages behind the links in messages look like.",
    footerHeading = "%nExample:%n",
    footer = {
      "  sluice branding put branding.json",
      "",
      "  branding.json: {\"name\": \"Example Records\", \"accent\": \"#7a1f5c\",",
      "                  \"logo\": \"https://cdn.example.com/logo.svg\",",
      "                  \"privacyPolicy\": \"https://example.com/privacy\",",
      "                  \"channels\": [{\"name\": \"Forum\", \"url\":"
          + " \"https://forum.example.com/\"}]}"
    })
final class BrandingCommand extends DefinitionCommand {

  private static final String PATH = "/branding";

  BrandingCommand(CommandOutput io) {
    super(io);
  }

  @Command(name = "put", description = "Replace the branding.")
  int put(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "FILE", description = "The branding as JSON.") Path file)
      throws IOException {
    return store(endpoint, PATH, file);
  }

  @Command(name = "show", description = "Show the branding.")
  int show(@Mixin EndpointOptions endpoint) {
    return print(endpoint, PATH);
  }
}
