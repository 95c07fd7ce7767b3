package dev.sluice.core.branding;

import dev.sluice.core.support.InputRules;

/**
 * A link to another place where subscribers find the team, such as a social network.
 *
 * @param name what the link says, 1 to 50 characters
 */
public record BrandChannel(String name, HttpsUrl address) {

  public BrandChannel {
    InputRules.requireSingleLine("name", name, 50);
  }
}
