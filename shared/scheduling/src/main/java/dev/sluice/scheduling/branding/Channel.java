package dev.sluice.scheduling.branding;

import dev.sluice.scheduling.Texts;

/**
 * Another place where subscribers find the team.
 *
 * @param name what the link says, 1 to 50 characters
 */
public record Channel(String name, WebAddress address) {

  public Channel {
    Texts.line("name", name, 50);
  }
}
