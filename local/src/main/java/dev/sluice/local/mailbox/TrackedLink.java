package dev.sluice.local.mailbox;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A link of a message that leads through the tracker.
 *
 * @param number its place among the tracked links of its message, from 0
 * @param target where it leads in the end
 * @param tags what its attribute {@code ses:tags} says: values by key
 */
public record TrackedLink(int number, URI target, Map<String, List<String>> tags) {
  public TrackedLink {
    tags = Map.copyOf(tags);
  }
}
