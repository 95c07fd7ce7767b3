package dev.sluice.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.support.InvalidInputException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Zones and languages in JSON")
class TimeDecodersTest {

  private static final Instant WINTER = Instant.parse("2026-01-15T12:00:00Z");

  @ParameterizedTest(name = "the zone {0} of the IANA database has the offset {1} in winter")
  @CsvSource({
    "EST, -05:00",
    "MST, -07:00",
    "HST, -10:00",
    "EST5EDT, -05:00",
    "Etc/GMT+3, -03:00",
    "Europe/Tallinn, +02:00",
  })
  void acceptsEveryNameOfTheDatabase(String name, String offset) {
    ZoneId zone = decode(TimeDecoders.zone(), name);
    assertThat(zone.getRules().getOffset(WINTER)).hasToString(offset);
  }

  @ParameterizedTest(name = "the fixed offset {0} is refused because it has no summer time")
  @ValueSource(strings = {"Z", "GMT+3", "UTC+03:00", "+03:00", "-0500", "UTC-5"})
  void refusesFixedOffsets(String name) {
    assertThat(remedy(TimeDecoders.zone(), name))
        .contains("a fixed offset has no summer time")
        .doesNotContain("did you mean");
  }

  @ParameterizedTest(name = "{0} is refused without a guess at another place")
  @ValueSource(strings = {"CST", "IST", "BST", "CEST", "PDT"})
  void refusesAbbreviationsWithoutAGuess(String name) {
    assertThat(remedy(TimeDecoders.zone(), name))
        .contains("places share abbreviations")
        .doesNotContain("did you mean");
  }

  @ParameterizedTest(name = "{0} is refused, and {1} suggested")
  @CsvSource({
    "Europe/Talinn, Europe/Tallinn",
    "america/new_york, America/New_York",
    "Tallinn, Europe/Tallinn",
    "new york, America/New_York",
  })
  void suggestsTheSamePlace(String typed, String suggested) {
    assertThat(remedy(TimeDecoders.zone(), typed)).contains("did you mean '" + suggested + "'?");
  }

  @ParameterizedTest(name = "the language tag {0} is read as {1}")
  @CsvSource({"en_US, en-US", "pt_BR, pt-BR", "iw, he", "EN-us, en-US", "zh_Hant_TW, zh-Hant-TW"})
  void normalisesLanguageTags(String tag, String normal) {
    assertThat(decode(TimeDecoders.locale(), tag).toLanguageTag()).isEqualTo(normal);
  }

  @ParameterizedTest(name = "{0} is no language tag")
  @ValueSource(strings = {"C", "en_US.UTF-8", "und", "English (US)", ""})
  void refusesOtherTags(String tag) {
    assertThat(remedy(TimeDecoders.locale(), tag)).contains("BCP 47");
  }

  private static <T> T decode(JsonDecoder<T> decoder, String text) {
    return decoder.decode(Json.parse(Json.encode(Json.object().put("t", text))).path("t"));
  }

  private static String remedy(JsonDecoder<?> decoder, String text) {
    InvalidInputException refused =
        catchThrowableOfType(InvalidInputException.class, () -> decode(decoder, text));
    return refused.violations().getFirst().remedy();
  }
}
