package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for what a team keeps as JSON files: topics, segments, policy and branding. */
final class DefinitionCommands {

  private DefinitionCommands() {}

  /** Returns the commands, in the order of the help. */
  static List<Object> all(CommandOutput output) {
    return List.of(
        new TopicCommand(output),
        new SegmentCommand(output),
        new PolicyCommand(output),
        new BrandingCommand(output));
  }

  private static int put(CommandOutput output, EndpointOptions endpoint, String path, Path file)
      throws IOException {
    output.print(endpoint.api().put(path, JsonText.parseFile(file)));
    return 0;
  }

  private static int show(CommandOutput output, EndpointOptions endpoint, String path) {
    output.print(endpoint.api().get(path));
    return 0;
  }

  /** A command for definitions that have identifiers. */
  abstract static class NamedDefinitionCommand {
    private final CommandOutput output;
    private final String collection;

    NamedDefinitionCommand(CommandOutput output, String collection) {
      this.output = output;
      this.collection = collection;
    }

    @Command(name = "put", description = "Create or replace a definition.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id,
        @Parameters(paramLabel = "FILE", description = "The definition as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(output, endpoint, ApiClient.path(collection, id), file);
    }

    @Command(name = "show", description = "Show a definition as JSON.")
    int show(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
      return DefinitionCommands.show(output, endpoint, ApiClient.path(collection, id));
    }
  }

  @Command(
      name = "topic",
      description = "Define topics, the kinds of mail that subscribers choose and leave.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  sluice topic put offers offers.json",
        "  sluice topic show offers",
        "",
        "  offers.json: {\"name\": \"Offers\", \"description\": \"Sales, at most one a week\",",
        "                \"joining\": \"optOut\", \"cadence\": \"asItComes\",",
        "                \"sender\": {\"name\": \"Shop Offers\", \"address\":"
            + " \"offers@example.com\"}}"
      })
  static final class TopicCommand extends NamedDefinitionCommand {
    TopicCommand(CommandOutput output) {
      super(output, "topics");
    }
  }

  @Command(
      name = "segment",
      description = "Define segments, the rules that narrow the audience of a campaign.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  sluice segment put loyal loyal.json",
        "  sluice segment show loyal",
        "",
        "  loyal.json: {\"name\": \"Loyal\", \"criterion\": {\"attribute\": \"purchases\","
            + " \"atLeast\": 5}}"
      })
  static final class SegmentCommand extends NamedDefinitionCommand {
    SegmentCommand(CommandOutput output) {
      super(output, "segments");
    }
  }

  @Command(
      name = "policy",
      description = "Define the policy: frequency caps, quiet hours and look-ahead.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  sluice policy put policy.json",
        "  sluice policy show --revision 3",
        "",
        "  policy.json: {\"caps\": [{\"name\": \"daily\", \"limit\": 1, \"window\": {\"calendar\":"
            + " \"day\"}},",
        "                         {\"name\": \"weekly\", \"limit\": 3, \"window\": {\"rolling\":"
            + " \"P7D\"}}],",
        "                \"quietHours\": {\"from\": \"21:00\", \"until\": \"08:00\"},",
        "                \"defaultZone\": \"Europe/Tallinn\", \"lookAhead\": \"P3D\"}",
        "",
        "Every change makes a new revision; each decision names the revision that it follows."
      })
  static final class PolicyCommand {
    private static final String PATH = "/policy";

    private final CommandOutput output;

    PolicyCommand(CommandOutput output) {
      this.output = output;
    }

    @Command(name = "put", description = "Replace the policy. Earlier revisions are kept.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "FILE", description = "The policy as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(output, endpoint, PATH, file);
    }

    @Command(name = "show", description = "Show the policy in force or one of its revisions.")
    int show(
        @Mixin EndpointOptions endpoint,
        @Option(
                names = "--revision",
                paramLabel = "N",
                description = "The revision to show instead of the one in force.")
            Optional<Long> revision) {
      return DefinitionCommands.show(
          output, endpoint, PATH + revision.map(n -> "?revision=" + n).orElse(""));
    }
  }

  @Command(
      name = "branding",
      description = "Define the branding of the pages that links in messages open.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  sluice branding put branding.json",
        "  sluice branding show",
        "",
        "  branding.json: {\"name\": \"Example Records\", \"accent\": \"#7a1f5c\",",
        "                  \"logo\": \"https://cdn.example.com/logo.svg\",",
        "                  \"privacyPolicy\": \"https://example.com/privacy\",",
        "                  \"channels\": [{\"name\": \"Forum\", \"url\":"
            + " \"https://forum.example.com/\"}]}"
      })
  static final class BrandingCommand {
    private static final String PATH = "/branding";

    private final CommandOutput output;

    BrandingCommand(CommandOutput output) {
      this.output = output;
    }

    @Command(name = "put", description = "Replace the branding.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "FILE", description = "The branding as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(output, endpoint, PATH, file);
    }

    @Command(name = "show", description = "Show the branding as JSON.")
    int show(@Mixin EndpointOptions endpoint) {
      return DefinitionCommands.show(output, endpoint, PATH);
    }
  }
}
