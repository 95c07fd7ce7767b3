package dev.sluice.cli.command;

import dev.sluice.cli.client.ApiClient;
import dev.sluice.cli.client.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sluice subscriber}. */
@Command(
    name = "subscriber",
    description = "Subscribers: who they are and where we stand with them.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice subscriber show customer-0042",
      "  sluice subscriber data customer-0042 > customer-0042.json",
      "  sluice subscriber unsuppress customer-0042 --reason 'the mailbox was full'",
      "  sluice subscriber erase customer-0042",
      "  sluice subscriber readmit customer-0042 ann@example.com"
    })
final class SubscriberCommand {

  private final CommandOutput io;

  SubscriberCommand(CommandOutput io) {
    this.io = io;
  }

  @Command(
      name = "show",
      description = "Show a subscriber, what they chose, what they got and what waits, as JSON.")
  int show(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    io.print(endpoint.api().get(ApiClient.path("subscribers", id)));
    return 0;
  }

  @Command(
      name = "data",
      description = {
        "Show everything that is known about a subscriber, the record of their consents included,",
        "as JSON: what they may ask for."
      })
  int data(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    io.print(endpoint.api().get(ApiClient.path("subscribers", id, "data")));
    return 0;
  }

  @Command(
      name = "unsuppress",
      description = {
        "Free a subscriber whose address bounced or complained by mistake, here and on SES's own"
            + " list.",
        "What is heard of mail sent before counts no more; the next bounce suppresses again.",
        "Exit code 1 if the address was not suppressed."
      })
  int unsuppress(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = "Why, in a line: it is kept in the record of their consents.")
          String reason,
      @Option(
              names = "--despite-complaint",
              description = "Free also who reported mail as unwanted, as they took it back.")
          boolean despiteComplaint) {
    JsonNode answer =
        endpoint
            .api()
            .post(
                ApiClient.path("subscribers", id, "unsuppress"),
                JsonText.emptyObject()
                    .put("reason", reason)
                    .put("despiteComplaint", despiteComplaint));
    boolean freed = answer.path("unsuppressed").asBoolean(false);
    io.print(freed ? "%s may be sent to again".formatted(id) : id + " was not suppressed");
    return freed ? 0 : 1;
  }

  @Command(
      name = "erase",
      description = {
        "Erase a subscriber for good. Keyed hashes of identifier and address stay, so that no"
            + " import",
        "brings them back."
      })
  int erase(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    endpoint.api().delete(ApiClient.path("subscribers", id));
    io.print("%s is erased".formatted(id));
    return 0;
  }

  @Command(
      name = "readmit",
      description = {
        "Let somebody come back who was erased and asks for it. Import them afterwards as usual."
      })
  int readmit(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The identifier they come back with.") String id,
      @Parameters(paramLabel = "ADDRESS", description = "Their address.") String address) {
    JsonNode answer =
        endpoint
            .api()
            .post("/erasures/lift", JsonText.emptyObject().put("id", id).put("address", address));
    boolean lifted = answer.path("lifted").asBoolean(false);
    io.print(
        lifted
            ? "%s may be imported again".formatted(id)
            : "nobody with this identifier or this address was erased");
    return lifted ? 0 : 1;
  }
}
