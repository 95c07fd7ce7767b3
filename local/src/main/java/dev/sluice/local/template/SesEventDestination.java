package dev.sluice.local.template;

import java.util.Set;

/**
 * What SES publishes of the messages of a configuration set.
 *
 * @param configurationSet the set's name
 * @param bus the name or ARN of the event bus it publishes to
 * @param types the types it publishes, such as {@code DELIVERY}
 */
public record SesEventDestination(String configurationSet, String bus, Set<String> types) {
  public SesEventDestination {
    types = Set.copyOf(types);
  }
}
