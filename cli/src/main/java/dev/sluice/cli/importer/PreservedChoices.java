package dev.sluice.cli.importer;

import java.util.List;

/**
 * A line that was imported, but for topics in which the subscriber chose otherwise themselves.
 *
 * @param line its number in the file, counted from 1
 * @param topics in which their own choice was kept
 */
public record PreservedChoices(long line, List<String> topics) {
  public PreservedChoices {
    topics = List.copyOf(topics);
  }
}
