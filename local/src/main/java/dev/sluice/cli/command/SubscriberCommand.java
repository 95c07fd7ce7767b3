package dev.sluice.cli.command;

import dev.sluice.cli.api.SluiceApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sluice subscriber}. */
@Command(
    name = "subscriber",
    description = "Subscribers: who they are and where we stand with them.",
    footerHeading = "%nExample:%n",
    footer = "  sluice subscriber show customer-0042")
final class SubscriberCommand {

  private final Io io;

  SubscriberCommand(Io io) {
    this.io = io;
  }

  @Command(
      name = "show",
      description = "Show a subscriber, what they chose, what they got and what waits, as JSON.")
  int show(
      @Mixin EndpointOptions endpoint,
      @Parameters(paramLabel = "ID", description = "The subscriber's identifier.") String id) {
    io.print(endpoint.api().get(SluiceApi.path("subscribers", id)));
    return 0;
  }
}
