package dev.sluice.local.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.command.CommandOutput;
import dev.sluice.cli.command.LocalPortOption;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The command {@code sluice mailbox}. */
@Command(
    name = "mailbox",
    description = "The mailbox of a local run.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice mailbox export mail.jsonl",
      "  sluice mailbox export --search spring-sale mail.jsonl"
    })
final class MailboxCommand {

  /** Messages of one request: with the largest parts, they stay below the limit of a response. */
  private static final int PAGE = 20;

  private final CommandOutput output;

  MailboxCommand(CommandOutput output) {
    this.output = output;
  }

  @Command(
      name = "export",
      description = {
        "Write all messages to a file, in the order in which they were sent.",
        "Each line is a JSON object: id, at, from, to, subject, html, text, headers (name, value),",
        "tags, configurationSet. Mail that is sent meanwhile is written too."
      })
  int export(
      @Mixin LocalPortOption local,
      @Option(
              names = "--search",
              paramLabel = "TEXT",
              defaultValue = "",
              description = "Only messages with this in an address, the subject or a tag.")
          String search,
      @Parameters(paramLabel = "FILE", description = "The file; replaced if it exists.") Path file)
      throws IOException {
    ApiClient api = local.api();
    String query =
        "/mailbox.json?order=oldest&limit=" + PAGE + "&q=" + ApiClient.path(search).substring(1);
    long count = 0;
    try (Writer lines = Files.newBufferedWriter(file)) {
      Optional<String> cursor = Optional.of("");
      while (cursor.isPresent()) {
        JsonNode page = api.get(query + "&after=" + cursor.get());
        for (JsonNode message : page.path("messages")) {
          lines.write(message + "\n");
          count++;
        }
        cursor = Optional.of(page.path("next").asString("")).filter(next -> !next.isEmpty());
      }
    }
    output.print("%,d messages written to %s".formatted(count, file));
    return 0;
  }
}
