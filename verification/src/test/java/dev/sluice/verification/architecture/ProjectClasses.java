package dev.sluice.verification.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** All main classes of the project, imported once for all rules. */
final class ProjectClasses {

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.sluice");

  /** The project's root: the tests of a module run in its folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private ProjectClasses() {}

  /** Returns the package of every function, by its folder: their names share one stem. */
  static String[] functions() {
    try (Stream<Path> folders = Files.list(ROOT.resolve("functions"))) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> "dev.sluice." + folder.getFileName() + "..")
          .sorted()
          .toArray(String[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
