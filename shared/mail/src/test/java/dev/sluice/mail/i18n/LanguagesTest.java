package dev.sluice.mail.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The language of a page")
class LanguagesTest {

  private final Languages languages = Languages.installed();

  @ParameterizedTest(name = "locale {0}, Accept-Language {1}: {2}")
  @DisplayName("is the subscriber's, else the first that the browser asks for and we have")
  @CsvSource(
      delimiter = '|',
      value = {
        "he     | en                                | he",
        "iw     | en                                | he",
        "zh-CN  | en                                | zh-Hans",
        "et-EE  | ''                                | et",
        "fi     | sq                                | sq",
        "''     | ''                                | en",
        "''     | sl                                | sl",
        "''     | sl-SI,sl;q=0.9,en;q=0.8           | sl",
        "''     | en;q=0.3, et;q=0.9                | et",
        "''     | fr, de;q=0.9, he;q=0.1            | he",
        "''     | fr-CH, fr;q=0.9                   | en",
        "''     | zh-TW                             | zh-Hans",
        "''     | zh-Hans-CN;q=0.9, en;q=0.8        | zh-Hans",
        "''     | he;q=0, sq;q=0.1                  | sq",
        "''     | *                                 | en",
        "''     | *, en;q=0                         | et",
        "''     | he;q=0, *;q=0.5                   | en",
        "''     | HE                                | he",
        "''     | ;;;                               | en",
        "''     | q=1,,                             | en",
        "''     | he;q=2                            | en",
        "''     | \u05d0                            | en",
      })
  void prefersSubscriberThenBrowser(String locale, String header, String tag) {
    Optional<Locale> own =
        Optional.of(locale).filter(text -> !text.isEmpty()).map(Locale::forLanguageTag);
    Optional<String> accepted = Optional.of(header).filter(text -> !text.isEmpty());

    assertThat(languages.select(own, accepted).tag()).isEqualTo(tag);
  }

  @Test
  @DisplayName("is English if the browser's wishes are longer than any browser's")
  void ignoresOverlongHeader() {
    String header = "he," + "fr,".repeat(10_000);

    assertThat(languages.select(Optional.empty(), Optional.of(header)).tag()).isEqualTo("en");
  }

  @Test
  @DisplayName("can be named by its tag, and by nothing else")
  void isFoundByTag() {
    assertThat(languages.byTag("he")).isPresent();
    assertThat(languages.byTag("zh")).isEmpty();
    assertThat(languages.byTag("../en")).isEmpty();
  }
}
