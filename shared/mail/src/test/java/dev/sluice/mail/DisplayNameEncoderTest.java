package dev.sluice.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A display name in a header")
class DisplayNameEncoderTest {

  private static final Pattern ENCODED_WORD = Pattern.compile("=\\?UTF-8\\?B\\?([^?]*)\\?=");

  @ParameterizedTest
  @DisplayName(
      "is a quoted string if it is ASCII, so that nothing in it is read as an encoded word")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Shop & Co | \"Shop & Co\"",
        "Shop, \"Inc\" \\ | \"Shop, \\\"Inc\\\" \\\\\"",
        "=?utf-8?q?Bank?= | \"=?utf-8?q?Bank?=\"",
        "`` | \"\""
      })
  void quotesAscii(String name, String header) {
    assertThat(DisplayNameEncoder.encode(name)).isEqualTo(header);
  }

  @ParameterizedTest
  @DisplayName("is otherwise split into encoded words of at most 75 characters that decode alone")
  @ValueSource(strings = {"Põld", "店店店店店店店店店店店店店店店店店店店店", "x😀x😀x😀x😀x😀x😀x😀x😀x😀x😀x😀x😀"})
  void encodesWordsWithinLimit(String name) {
    String header = DisplayNameEncoder.encode(name);

    assertThat(header.split(" "))
        .allSatisfy(word -> assertThat(word).hasSizeLessThanOrEqualTo(75).matches(ENCODED_WORD));
    assertThat(decode(header)).isEqualTo(name);
  }

  @Test
  @DisplayName("is cut so that the header keeps within the quota of SES")
  void isBounded() {
    assertThat(DisplayNameEncoder.encode("a".repeat(1_000))).hasSize(302);
    assertThat(DisplayNameEncoder.encode("店".repeat(1_000))).hasSizeLessThan(600);
    assertThat(decode(DisplayNameEncoder.encode("店".repeat(1_000)))).isEqualTo("店".repeat(120));
  }

  private static String decode(String header) {
    return ENCODED_WORD
        .matcher(header)
        .results()
        .map(word -> new String(Base64.getDecoder().decode(word.group(1)), UTF_8))
        .collect(joining());
  }
}
