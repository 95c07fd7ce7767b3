package dev.sluice.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A CSV file")
class CsvFileTest {

  @Test
  @DisplayName("has records whose quoted values hold commas, quotes and line breaks")
  void readsQuotedValues() throws IOException {
    assertThat(values("a,\"b, \"\"c\"\"\r\nd\",\r\ne,,f"))
        .containsExactly(List.of("a", "b, \"c\"\r\nd", ""), List.of("e", "", "f"));
  }

  @Test
  @DisplayName("names the line that a record begins on, counting every line")
  void countsLines() throws IOException {
    assertThat(rows("a\n\n\"b\nc\"\nd")).extracting(CsvRow::line).containsExactly(1L, 3L, 5L);
  }

  @Test
  @DisplayName("may begin with a byte order mark, end without a line feed, and be empty")
  void acceptsByteOrderMarkAndMissingLineEnd() throws IOException {
    assertThat(values("\uFEFFid,name")).containsExactly(List.of("id", "name"));
    assertThat(values("")).isEmpty();
  }

  @Test
  @DisplayName("reports a quote that is never closed, and goes on with the next line")
  void reportsUnclosedQuote() throws IOException {
    List<CsvRow> rows = rows("a,\"b\nc,d\ne,f\n");

    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst())
        .asInstanceOf(InstanceOfAssertFactories.type(CsvRow.Malformed.class))
        .satisfies(bad -> {
          assertThat(bad.line()).isEqualTo(1);
          assertThat(bad.raw()).isEqualTo("a,\"b\n");
          assertThat(bad.reason()).contains("is not closed", "write a quote inside it as");
        });
    assertThat(rows.get(1)).isEqualTo(new CsvRow.Fields(2, "c,d\n", List.of("c", "d")));
  }

  @Test
  @DisplayName("reports text after a closing quote, and goes on with the next line")
  void reportsMisplacedQuote() throws IOException {
    List<CsvRow> rows = rows("a,\"b\"c\nd,e\n");

    assertThat(rows.getFirst())
        .asInstanceOf(InstanceOfAssertFactories.type(CsvRow.Malformed.class))
        .satisfies(bad -> assertThat(bad.reason()).contains("quotes are misplaced"));
    assertThat(rows.get(1)).isInstanceOf(CsvRow.Fields.class);
  }

  @Test
  @DisplayName("reports a value or a line beyond its bound, and goes on")
  void reportsTooLongValues() throws IOException {
    String value = "x".repeat(CsvFile.MAX_FIELD_CHARS + 1);
    String line = "y".repeat(Utf8LineReader.MAX_LINE_BYTES + 1);

    List<CsvRow> rows = rows(value + "\n" + line + "\nz\n");

    assertThat(rows.get(0)).isInstanceOf(CsvRow.Malformed.class);
    assertThat(rows.get(1)).isInstanceOf(CsvRow.Malformed.class);
    assertThat(rows.get(2)).isEqualTo(new CsvRow.Fields(3, "z\n", List.of("z")));
  }

  @Test
  @DisplayName("takes nothing inside a quoted field for a record, however long the field is")
  void keepsQuotedLinesInOneRecord() throws IOException {
    String lines = "c-9,evil@example.com\n".repeat(CsvFile.MAX_RECORD_LINES);
    String long1 = "x".repeat(Utf8LineReader.MAX_LINE_BYTES);

    assertThat(rows("c-1,\"" + lines + "\"\nc-2,b\n"))
        .extracting(row -> row.line() + row.getClass().getSimpleName())
        .containsExactly("1Malformed", (CsvFile.MAX_RECORD_LINES + 2) + "Fields");
    assertThat(rows("c-1,\"" + long1 + "\"\n\"c-2\",\"a\nc-9,evil\n\"\nc-3,c\n"))
        .extracting(row -> row.line() + row.getClass().getSimpleName())
        .containsExactly("1Malformed", "2Fields", "5Fields");
  }

  @Test
  @DisplayName("with an 8-bit byte is refused with its line and byte offset")
  void rejectsBytesThatAreNotUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("latin1.csv");
    Files.write(file, "id,name\n1,Zoë\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> CsvFile.open(file))
        .isInstanceOfSatisfying(
            NotUtf8Exception.class,
            e -> {
              assertThat(e.line()).isEqualTo(2);
              assertThat(e.offset()).isEqualTo(12);
              assertThat(e).hasMessage("line 2, byte offset 12: byte 0xEB is not UTF-8");
            });
  }

  @Test
  @DisplayName("in UTF-8 passes the check, whatever the language")
  void acceptsUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("utf8.csv");
    Files.writeString(file, "id,name\n1,Zoë Õunapuu 王 🎵\n");

    try (CsvFile csv = CsvFile.open(file)) {
      assertThat(csv.next()).isPresent();
      assertThat(csv.next().orElseThrow().raw()).contains("Õunapuu 王 🎵");
      assertThat(csv.bytesRead()).isEqualTo(Files.size(file));
    }
  }

  private static List<List<String>> values(String text) throws IOException {
    return rows(text).stream().map(row -> ((CsvRow.Fields) row).values()).toList();
  }

  private static List<CsvRow> rows(String text) throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    try (CsvFile csv =
        CsvFile.read(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }
}
