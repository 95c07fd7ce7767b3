package dev.sluice.core.branding;

import dev.sluice.core.support.InputRules;

/**
 * Another place where subscribers find the team.
 *
 * @param name what the link says, 1 to 50 characters
 */
public record BrandChannel(String name, HttpsUrl address) {

  public BrandChannel {
    InputRules.requireSingleLine("name", name, 50);
  }
}
