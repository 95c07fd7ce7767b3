package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.api.ApiFixture.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The branding")
class BrandingValidationTest extends ValidationTestBase {

  private static final String GOOD =
      """
      {"name": "The Shop", "logo": "https://cdn.example.com/logo.svg", "accent": "#7a1f5c",
       "accentOnDark": "#e3a5cf", "privacyPolicy": "https://example.com/privacy",
       "channels": [{"name": "Forum", "url": "https://forum.example.com/"}], "language": "en",
       "wordings": {"he": {"welcome": "שלום",
                           "topics": {"offers": {"name": "מבצעים", "description": "מה זול"}}}}}
      """;

  @Test
  @DisplayName("is read as it was written, and empty at first")
  void returnsStoredBranding() {
    assertThat(api.get("/branding").expect(200).body().toString())
        .isEqualTo("{\"channels\":[],\"wordings\":{}}");

    Answer written = api.put("/branding", GOOD).expect(200);

    assertThat(api.get("/branding").expect(200).body()).isEqualTo(written.body());
    assertThat(written.text("/wordings/he/topics/offers/name")).isEqualTo("מבצעים");
  }

  @ParameterizedTest(name = "{1}: {2}")
  @DisplayName("is refused whole, with field, value and remedy, if one thing in it is wrong")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\": \"The Shop\"         | name          | \"name\": \" \"          | 1 to 100"
            + " characters",
        "\"name\": \"The Shop\",        | name          |                      | give the team's"
            + " name",
        "\"https://cdn.example.com   | logo          | \"http://cdn.example.com | use an https"
            + " address",
        "#7a1f5c                    | accent        | #ffcc00              | can be read on"
            + " #ffffff",
        "#e3a5cf                    | accentOnDark  | #222222              | can be read on"
            + " #14171c",
        "#e3a5cf                    | accentOnDark  | pink                 | six hexadecimal"
            + " digits",
        "\"https://example.com/priva | privacyPolicy | \"javascript:alert(1) | use an https"
            + " address",
        "\"https://forum.example.com | channels[0].url | \"https://a@b/       | without user"
            + " information",
        "\"name\": \"Forum\"           | channels[0].name | \"name\": \"\"        | 1 to 50"
            + " characters",
        "\"language\": \"en\"          | language      | \"language\": \"e-\"    | use a language"
            + " tag",
        "\"wordings\": {\"he\"         | wordings.tlh  | \"wordings\": {\"tlh\"  | not available in"
            + " this language; use en, et",
        "\"offers\": {\"name\"         | wordings.he.topics.ofers | \"ofers\": {\"name\" | did you"
            + " mean 'offers'?",
        "\"welcome\": \"שלום\"         | wordings.he.welcome | \"welcome\": \"\" | 1 to 500"
            + " characters",
        "\"accent\":                | acent         | \"acent\":            | did you mean"
            + " 'accent'?",
      })
  void rejectsInvalidBrandingWithRemedy(String right, String field, String wrong, String remedy) {
    String body = GOOD.replace(right, wrong == null ? "" : wrong);
    Answer answer = api.put("/branding", body).expect(400);

    assertThat(answer.text("/violations/0/field")).isEqualTo(field);
    assertThat(answer.text("/violations/0/remedy")).contains(remedy);
    assertThat(api.get("/branding").body().path("channels")).isEmpty();
  }
}
