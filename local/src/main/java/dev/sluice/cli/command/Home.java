package dev.sluice.cli.command;

import dev.sluice.scheduling.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds template.yaml: the launcher names it, else it is the present one. */
final class Home {

  private static final String PROPERTY = "sluice.home";

  private Home() {}

  static Path template() {
    Path template = Path.of(System.getProperty(PROPERTY, ".")).resolve("template.yaml");
    if (!Files.isRegularFile(template)) {
      throw InvalidInputException.of(
          "template.yaml", template, "run ./sluice, or start in the folder of Sluice's sources");
    }
    return template;
  }
}
