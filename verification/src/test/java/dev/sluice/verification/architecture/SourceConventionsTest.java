package dev.sluice.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sources")
class SourceConventionsTest {

  /** Longest source file, in lines. */
  private static final int MAX_LINES = 300;

  /** Longest handler, in lines with imports and Javadoc: a handler fits on a screen or two. */
  private static final int MAX_HANDLER_LINES = 100;

  @Test
  @DisplayName("every package declares that its types are not null unless they say so")
  void everyPackageIsNullMarked() {
    List<Path> folders = mainSources().map(Path::getParent).distinct().toList();

    assertThat(folders)
        .isNotEmpty()
        .allSatisfy(folder ->
            assertThat(folder.resolve("package-info.java"))
                .isRegularFile()
                .content()
                .contains("@NullMarked"));
  }

  @Test
  @DisplayName("no file is longer than 300 lines")
  void noFileIsTooLong() {
    assertThat(mainSources().filter(longerThan(MAX_LINES))).isEmpty();
  }

  @Test
  @DisplayName("no handler is longer than a screen or two")
  void noHandlerIsTooLong() {
    assertThat(
            mainSources()
                .filter(file -> file.startsWith(ProjectClasses.ROOT.resolve("functions")))
                .filter(file -> file.getFileName().toString().endsWith("Handler.java"))
                .filter(longerThan(MAX_HANDLER_LINES)))
        .isEmpty();
  }

  private static Stream<Path> mainSources() {
    return Stream.of("shared", "functions", "cli", "local", "verification", "benchmarks")
        .map(ProjectClasses.ROOT::resolve)
        .flatMap(SourceConventionsTest::walk);
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Predicate<Path> longerThan(int lines) {
    return file -> {
      try (Stream<String> content = Files.lines(file)) {
        return content.count() > lines;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
