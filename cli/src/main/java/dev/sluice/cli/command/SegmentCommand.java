package dev.sluice.cli.command;

import picocli.CommandLine.Command;

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
final class SegmentCommand extends NamedDefinitionCommand {

  SegmentCommand(CommandOutput io) {
    super(io, "segments");
  }
}
