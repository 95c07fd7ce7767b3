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

/** The commands about what campaigns refer to: topics, segments, the policy and the branding. */
final class DefinitionCommands {

  private static final String BRANDING = "/branding";

  private DefinitionCommands() {}

  /** What is kept under an identifier of the team's own. */
  abstract static class Named {
    private final Io io;
    private final String kind;

    /**
     * Creates the commands.
     *
     * @param kind the part of the path that the API keeps them under
     */
    Named(Io io, String kind) {
      this.io = io;
      this.kind = kind;
    }

    @Command(name = "put", description = "Create or replace one.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id,
        @Parameters(paramLabel = "FILE", description = "What it shall be, as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(io, endpoint, SluiceApi.path(kind, id), file);
    }

    @Command(name = "show", description = "Show one.")
    int show(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "ID", description = "Its identifier.") String id) {
      return DefinitionCommands.show(io, endpoint, SluiceApi.path(kind, id));
    }
  }

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
  static final class Topics extends Named {
    Topics(Io io) {
      super(io, "topics");
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
  static final class Segments extends Named {
    Segments(Io io) {
      super(io, "segments");
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
  static final class Brandings {
    private final Io io;

    Brandings(Io io) {
      this.io = io;
    }

    @Command(name = "put", description = "Replace the branding.")
    int put(
        @Mixin EndpointOptions endpoint,
        @Parameters(paramLabel = "FILE", description = "The branding as JSON.") Path file)
        throws IOException {
      return DefinitionCommands.put(io, endpoint, BRANDING, file);
    }

    @Command(name = "show", description = "Show the branding.")
    int show(@Mixin EndpointOptions endpoint) {
      return DefinitionCommands.show(io, endpoint, BRANDING);
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
