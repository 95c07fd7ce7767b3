package dev.sluice.local.command;

import dev.sluice.core.support.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds the folder of template.yaml: the launcher sets it; the default is the working directory.
 */
public final class ProjectRoot {

  private static final String PROPERTY = "sluice.home";

  private ProjectRoot() {}

  public static Path templateFile() {
    Path template = Path.of(System.getProperty(PROPERTY, ".")).resolve("template.yaml");
    if (!Files.isRegularFile(template)) {
      throw InvalidInputException.of(
          "template.yaml", template, "run ./sluice, or start in the folder of Sluice's sources");
    }
    return template;
  }
}
