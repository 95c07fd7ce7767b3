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
    description = "Show, unsuppress, erase and readmit subscribers.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice subscriber show customer-0042",
      "  sluice subscriber data customer-0042 > customer-0042.json",
      "  sluice subscriber unsuppress customer-0042 --reason 'the mailbox was full'",
      "  sluice subscriber erase customer-0042",
      "  sluice subscriber readmit customer-0042 ann@example.com"
    })
final class SubscriberCommand {

  private final CommandOutput output;

  SubscriberCommand(CommandOutput output) {
    this.output = output;
  }

  @Command(
      name = "show",
      description =
          "Show a subscriber, their choices, their messages and their deferred sends as JSON.")
  int show(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    output.print(endpoint.api().get(ApiClient.path("subscribers", id)));
    return 0;
  }

  @Command(
      name = "data",
      description = {
        "Show all data about a subscriber as JSON, the record of their consents included: the"
            + " answer",
        "to a request for their personal data."
      })
  int data(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    output.print(endpoint.api().get(ApiClient.path("subscribers", id, "data")));
    return 0;
  }

  @Command(
      name = "unsuppress",
      description = {
        "Lift the suppression of a subscriber who bounced or complained by mistake, here and on"
            + " the",
        "suppression list of SES. Feedback about earlier messages no longer counts; the next"
            + " bounce",
        "suppresses the address again. Exit code 1 if the address was not suppressed."
      })
  int unsuppress(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = "The reason in one line, kept in the record of their consents.")
          String reason,
      @Option(
              names = "--despite-complaint",
              description =
                  "Lift the suppression also after a complaint, which the subscriber withdrew.")
          boolean despiteComplaint) {
    JsonNode response =
        endpoint
            .api()
            .post(
                ApiClient.path("subscribers", id, "unsuppress"),
                JsonText.emptyObject()
                    .put("reason", reason)
                    .put("despiteComplaint", despiteComplaint));
    boolean unsuppressed = response.path("unsuppressed").asBoolean(false);
    output.print(
        unsuppressed ? "%s can get messages again".formatted(id) : id + " was not suppressed");
    return unsuppressed ? 0 : 1;
  }

  @Command(
      name = "erase",
      description = {
        "Erase a subscriber for good. Keyed hashes of the identifier and the address stay, so that",
        "no import brings the subscriber back."
      })
  int erase(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    endpoint.api().delete(ApiClient.path("subscribers", id));
    output.print("%s is erased".formatted(id));
    return 0;
  }

  @Command(
      name = "readmit",
      description = {
        "Let an erased subscriber come back at their own request. Then import them as usual."
      })
  int readmit(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "Their identifier.") String id,
      @Parameters(paramLabel = "ADDRESS", description = "Their address.") String address) {
    JsonNode response =
        endpoint
            .api()
            .post("/erasures/lift", JsonText.emptyObject().put("id", id).put("address", address));
    boolean lifted = response.path("lifted").asBoolean(false);
    output.print(
        lifted
            ? "%s can be imported again".formatted(id)
            : "no subscriber with this identifier or this address was erased");
    return lifted ? 0 : 1;
  }
}
