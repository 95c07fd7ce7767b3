package dev.sluice.core.subscriber;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A domain name")
class DomainNamesTest {

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

  @Test
  @DisplayName("becomes what the test vectors of UTS 46 say, or is refused")
  void agreesWithTheVectors() throws IOException {
    List<String[]> vectors = vectors();
    for (String[] vector : vectors) {
      assertThat(DomainNames.toAscii(vector[0]).orElse(vector[1]))
          .as(vector[0])
          .isEqualTo(vector[1]);
    }
    long converted = vectors.stream().filter(v -> DomainNames.toAscii(v[0]).isPresent()).count();
    assertThat(converted).as("converted of %d", vectors.size()).isGreaterThan(130);
  }

  @ParameterizedTest(name = "is refused where IDNA 2003 would name another domain: {0}")
  @ValueSource(
      strings = {
        "nam\u200De.example",
        "nam\u200Ce.example",
        "na\u00ADme.example",
        "na\uFE0Fme.example",
        "na\u034Fme.example",
        "a\u2488com",
        "\u10A0.example",
        "\u04C0.example"
      })
  void refusesWhatItCannotMap(String name) {
    assertThat(DomainNames.toAscii(name)).isEqualTo(Optional.empty());
  }

  private static List<String[]> vectors() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    DomainNamesTest.class.getResourceAsStream("uts46-vectors.txt")),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(";", -1))
          .map(v -> new String[] {unescape(v[0]), v[1]})
          .toList();
    }
  }

  private static String unescape(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(escape ->
            Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }
}
