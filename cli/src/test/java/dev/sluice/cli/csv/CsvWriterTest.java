package dev.sluice.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A written CSV file")
class CsvWriterTest {

  private static final String SPECIAL_CHARACTERS =
      "=+-@\t\r\n\"',; aZ0\uFF1D\uFF0B\uFF0D\uFF20|\u202E王";

  @ParameterizedTest
  @DisplayName("has an apostrophe before each value that a spreadsheet would run as a formula")
  @ValueSource(
      strings = {
        "=HYPERLINK(\"https://evil.example\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uFF1D1",
        "\"=1",
        "'=1",
      })
  void escapesFormulas(String formula) throws IOException {
    assertThat(FormulaEscaper.escape(formula)).matches("(?s)\"?'.*");
    assertThat(readBack(List.of("a", formula))).containsExactly("a", formula);
  }

  @Test
  @DisplayName("has none before other text")
  void leavesPlainTextUnchanged() throws IOException {
    assertThat(written(List.of("Ann", "a-b", "1=1", "O'Hara", "a, -b", "2026-01-31", "")))
        .isEqualTo("Ann,a-b,1=1,O'Hara,\"a, -b\",2026-01-31,\n");
  }

  @Test
  @DisplayName("is safe in spreadsheets where a semicolon, a tab or a line break begins a cell")
  void escapesFormulasAfterOtherSeparators() throws IOException {
    assertThat(written(List.of("a;=1", "b\t@x", "c\n-1", "d;\"=1")))
        .isEqualTo("a;'=1,b\t'@x,\"c\n'-1\",\"d;\"\"'=1\"\n");
  }

  @Test
  @DisplayName("has the same values when it is read again")
  void roundTripsEveryValue() throws IOException {
    Random random = new Random(20261126);
    for (int i = 0; i < 5_000; i++) {
      List<String> values =
          List.of("x", text(random), text(random)); // a record of one blank is an empty line
      assertThat(readBack(values)).isEqualTo(values);
      assertThat(FormulaEscaper.escape(values.get(1))).doesNotMatch("(?s)[=+\\-@\t\r\n].*");
    }
  }

  private static String text(Random random) {
    return IntStream.range(0, random.nextInt(8))
        .map(_ -> SPECIAL_CHARACTERS.charAt(random.nextInt(SPECIAL_CHARACTERS.length())))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<String> readBack(List<String> values) throws IOException {
    byte[] bytes = written(values).getBytes(StandardCharsets.UTF_8);
    try (CsvFile csv = new CsvFile(new ByteArrayInputStream(bytes))) {
      return csv.next().orElseThrow().values();
    }
  }

  private static String written(List<String> values) throws IOException {
    StringWriter out = new StringWriter();
    try (CsvWriter csv = new CsvWriter(out)) {
      csv.write(values);
    }
    return out.toString();
  }
}
