package dev.sluice.cli.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.csv.UnreadableCsvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A file of spam rates")
class SpamRateFileTest {

  @TempDir Path folder;

  @Test
  @DisplayName("is read with its own columns before the given domain and source")
  void readsColumns() throws IOException {
    assertThat(read("Date,SpamPercent\n2026-11-21,0.08\n20261122,0.1%\n"))
        .containsExactly(
            "{\"source\":\"gmail\",\"domain\":\"example.com\",\"date\":\"2026-11-21\",\"spamPercent\":0.08}",
            "{\"source\":\"gmail\",\"domain\":\"example.com\",\"date\":\"2026-11-22\",\"spamPercent\":0.1}");
    assertThat(read("domain,spamRatio,date,source\nNews.example.com,0.0008,2026-11-21,other\n"))
        .containsExactly(
            "{\"source\":\"other\",\"domain\":\"news.example.com\",\"date\":\"2026-11-21\",\"spamPercent\":0.08}");
  }

  @ParameterizedTest
  @DisplayName("is refused as a whole, with the line, the value and what would be right")
  @CsvSource(
      delimiter = '|',
      value = {
        "date,rate~2026-11-21,1 | name them date",
        "date,spamPercent~21.11.2026,1 | line 2: date '21.11.2026': use a date",
        "date,spamPercent~2026-11-21,1~2026-11-22,high | line 3: spamPercent 'high'",
        "date,spamPercent~2026-11-21,101 | spamPercent '101'",
        "date,spamRatio~2026-11-21,1.5 | spamRatio '1.5'",
        "date,spamPercent~2026-11-21 | spamPercent ''",
      })
  void refuses(String content, String message) {
    assertThatThrownBy(() -> read(content.replace('~', '\n')))
        .isInstanceOf(UnreadableCsvException.class)
        .hasMessageContaining(message);
  }

  private List<String> read(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("rates.csv"), content);
    return SpamRateFile.read(file, "gmail", Optional.of("example.com")).stream()
        .map(Object::toString)
        .toList();
  }
}
