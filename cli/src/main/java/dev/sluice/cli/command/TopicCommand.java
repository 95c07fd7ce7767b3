package dev.sluice.cli.command;

import picocli.CommandLine.Command;

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
final class TopicCommand extends NamedDefinitionCommand {

  TopicCommand(CommandOutput io) {
    super(io, "topics");
  }
}
