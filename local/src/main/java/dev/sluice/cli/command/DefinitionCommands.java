package dev.sluice.cli.command;

import dev.sluice.cli.api.Json;
import dev.sluice.cli.api.SluiceApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands about what campaigns refer to: topics, segments and the policy. */
final class DefinitionCommands {

  private DefinitionCommands() {}

  /** {@code sluice topic}. */
  @Command(
      name = "topic",
      description = "Topics: the kinds of mail that subscribers choose and leave.",
      footerHeading = "%nExample:%n",
      footer = {
        "  sluice topic put offers offers.json",
        "",
        "  offers.json: {\"name\": \"Offers\", \"description\": \"Sales, at most one a week\",",
        "                \"joining\": \"optOut\", \"cadence\": \"asItComes\"}"
      })
  static final class Topics {
    private final Io io;

    Topics(Io io) {
      this.io = io;
    }

    @Command(name = "put", description = "Create or replace a topic.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id,
        @Parameters(paramLabel = "FILE", description = "The topic as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(io, endpoint, SluiceApi.path("topics", id), file);
    }

    @Command(name = "show", description = "Show a topic.")
    int show(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
      return DefinitionCommands.show(io, endpoint, SluiceApi.path("topics", id));
    }
  }

  /** {@code sluice segment}. */
  @Command(
      name = "segment",
      description = "Segments: the rules that narrow a campaign's audience.",
      footerHeading = "%nExample:%n",
      footer = {
        "  sluice segment put loyal loyal.json",
        "",
        "  loyal.json: {\"name\": \"Loyal\", \"criterion\": {\"attribute\": \"purchases\","
            + " \"atLeast\": 5}}"
      })
  static final class Segments {
    private final Io io;

    Segments(Io io) {
      this.io = io;
    }

    @Command(name = "put", description = "Create or replace a segment.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id,
        @Parameters(paramLabel = "FILE", description = "The segment as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(io, endpoint, SluiceApi.path("segments", id), file);
    }

    @Command(name = "show", description = "Show a segment.")
    int show(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
      return DefinitionCommands.show(io, endpoint, SluiceApi.path("segments", id));
    }
  }

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
  static final class Policies {
    private final Io io;

    Policies(Io io) {
      this.io = io;
    }

    @Command(name = "put", description = "Replace the policy; the one before stays as a revision.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "FILE", description = "The policy as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(io, endpoint, "/policy", file);
    }

    @Command(name = "show", description = "Show the policy in force, or one of its revisions.")
    int show(
        @Mixin EndpointOptions endpoint,
        @Option(
                names = "--revision",
                paramLabel = "N",
                description = "The revision to show instead of the one in force.")
            Optional<Long> revision) {
      return DefinitionCommands.show(
          io, endpoint, "/policy" + revision.map(n -> "?revision=" + n).orElse(""));
    }
  }

  private static int put(Io io, EndpointOptions endpoint, String path, Path file)
      throws IOException {
    io.print(endpoint.api().put(path, Json.file(file)));
    return 0;
  }

  private static int show(Io io, EndpointOptions endpoint, String path) {
    io.print(endpoint.api().get(path));
    return 0;
  }
}
