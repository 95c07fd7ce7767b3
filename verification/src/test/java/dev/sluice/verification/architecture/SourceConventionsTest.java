package dev.sluice.verification.architecture;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The main sources of all modules")
class SourceConventionsTest {

  /**
   * Words that no type or package may have in its name, in lower case.
   *
   * <p>They belonged to a private language that no reader could guess. docs/GLOSSARY.md lists the
   * words to use instead, one meaning each.
   */
  private static final Set<String> BANNED_WORDS =
      Set.of(
          "addressee",
          "agenda",
          "arrival",
          "board",
          "bookkeeping",
          "breach",
          "cast",
          "desk",
          "dossier",
          "entrance",
          "farewell",
          "faults",
          "freed",
          "glance",
          "habit",
          "habits",
          "heard",
          "hearing",
          "inheritance",
          "intake",
          "joining",
          "kinds",
          "letter",
          "look",
          "mailroom",
          "means",
          "news",
          "notices",
          "nudge",
          "offers",
          "office",
          "once",
          "overheard",
          "parcel",
          "parts",
          "purse",
          "remembered",
          "room",
          "shown",
          "speech",
          "standing",
          "summon",
          "summons",
          "suspect",
          "suspects",
          "tally",
          "texts",
          "ticker",
          "traits",
          "troubles",
          "turns",
          "unchanged",
          "visit",
          "visitor",
          "walk",
          "wiring",
          "wish",
          "workplace");

  /** Banned words that are two words of a name, in lower case. */
  private static final Set<String> BANNED_PAIRS = Set.of("due line");

  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^ *(?:(?:public|private|protected|static|final|abstract|sealed|non-sealed) +)*"
              + "(?:class|interface|enum|record|@interface) +([A-Z][A-Za-z0-9]*)");

  @Test
  @DisplayName("have a package-info.java with @NullMarked in every package")
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
  @DisplayName("name types and packages in words of docs/GLOSSARY.md, without a banned word")
  void noNameHasABannedWord() {
    assertThat(
            mainSources()
                .flatMap(file -> Stream.concat(packageNames(file), typeNames(file)))
                .distinct()
                .filter(SourceConventionsTest::hasBannedWord))
        .as("names with a banned word")
        .isEmpty();
  }

  @Test
  @DisplayName("have no two top-level types with the same simple name")
  void topLevelTypesHaveDistinctNames() {
    Map<String, List<Path>> filesBySimpleName =
        mainSources()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(groupingBy(file -> file.getFileName().toString()));

    assertThat(filesBySimpleName.values()).filteredOn(files -> files.size() > 1).isEmpty();
  }

  private static boolean hasBannedWord(String name) {
    List<String> words =
        Stream.of(name.split("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[._]"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    String spaced = " " + String.join(" ", words) + " ";
    return words.stream().anyMatch(BANNED_WORDS::contains)
        || BANNED_PAIRS.stream().anyMatch(pair -> spaced.contains(" " + pair + " "));
  }

  /** Returns the names of a file's types, nested ones included. */
  private static Stream<String> typeNames(Path file) {
    try {
      return TYPE.matcher(Files.readString(file)).results().map(SourceConventionsTest::name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(MatchResult type) {
    return type.group(1);
  }

  private static Stream<String> packageNames(Path file) {
    String path = file.getParent().toString().replace('\\', '/');
    return Stream.of(path.substring(path.indexOf("/src/main/java/") + 15).replace('/', '.'));
  }

  private static Stream<Path> mainSources() {
    return Stream.of("", "shared", "functions")
        .map(ProjectClasses.ROOT::resolve)
        .flatMap(SourceConventionsTest::children)
        .map(module -> module.resolve("src/main/java"))
        .filter(Files::isDirectory)
        .flatMap(SourceConventionsTest::javaFiles);
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
