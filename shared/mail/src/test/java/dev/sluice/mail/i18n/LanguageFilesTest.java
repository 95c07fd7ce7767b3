package dev.sluice.mail.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every language's file")
class LanguageFilesTest {

  private static final Path FOLDER = Path.of("src/main/resources/dev/sluice/mail/i18n");

  private static final Language ENGLISH = Languages.installed().english();

  private static final Pattern NAME = Pattern.compile("\\{[a-z]+}");

  /** What texts of languages with a script of their own are written in. */
  private static final Map<String, Pattern> SCRIPTS =
      Map.of(
          "he", Pattern.compile("\\p{IsHebrew}"),
          "zh-Hans", Pattern.compile("\\p{IsHan}"));

  static List<Language> others() {
    return Languages.installed().all().stream().filter(language -> language != ENGLISH).toList();
  }

  static List<Language> all() {
    return Languages.installed().all();
  }

  @Test
  @DisplayName("is found, and nothing but the file makes a language")
  void isDiscovered() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".properties", "")))
          .containsExactlyInAnyOrderElementsOf(all().stream().map(Language::tag).toList());
    }
    assertThat(all()).extracting(Language::tag).contains("en", "et", "he", "sl", "sq", "zh-Hans");
  }

  @ParameterizedTest
  @DisplayName("has every text that English has, and no other")
  @MethodSource("others")
  void hasEveryText(Language language) {
    assertThat(language.keys()).containsExactlyInAnyOrderElementsOf(ENGLISH.keys());
  }

  @ParameterizedTest
  @DisplayName("names in each text what English names, once, and has no stray brace")
  @MethodSource("others")
  void hasSamePlaceholdersAsEnglish(Language language) {
    assertThat(ENGLISH.keys())
        .allSatisfy(key -> {
          assertThat(names(language.message(key))).as(key).isEqualTo(names(ENGLISH.message(key)));
          assertThat(NAME.matcher(language.message(key)).replaceAll("")).doesNotContain("{", "}");
        });
  }

  @ParameterizedTest
  @DisplayName("has no text left in English")
  @MethodSource("others")
  void leavesNothingInEnglish(Language language) {
    assertThat(ENGLISH.keys())
        .filteredOn(key -> !key.equals("language.direction"))
        .allSatisfy(
            key -> assertThat(language.message(key)).as(key).isNotEqualTo(ENGLISH.message(key)));
  }

  @ParameterizedTest
  @DisplayName("is written in its own script, whole and tidy, without markup")
  @MethodSource("all")
  void usesOwnScriptWithoutMarkup(Language language) {
    Pattern script = SCRIPTS.getOrDefault(language.tag(), Pattern.compile("\\p{IsLatin}"));
    assertThat(language.keys())
        .filteredOn(key -> !key.equals("language.direction"))
        .allSatisfy(key -> {
          String text = language.message(key);
          assertThat(text).as(key).containsPattern(script).doesNotContain("<", ">", "&", "\uFFFD");
          assertThat(text).as(key).isEqualTo(text.strip()).doesNotContain("  ");
        });
  }

  @ParameterizedTest
  @DisplayName("says which way it runs, and how dates are written is known")
  @MethodSource("all")
  void knowsDirectionAndDates(Language language) {
    assertThat(language.direction()).isEqualTo(language.tag().equals("he") ? "rtl" : "ltr");
    String date =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            .withLocale(language.locale())
            .format(LocalDate.of(2026, 11, 30));
    assertThat(date).contains("30", "2026");
    assertThat(date.contains("November")).isEqualTo(language == ENGLISH);
  }

  private static List<String> names(String text) {
    return NAME.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
