package dev.sluice.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A CSV file")
class CsvFileTest {

  @Test
  @DisplayName("has records whose quoted values hold commas, quotes and line breaks")
  void readsQuotedValues() throws IOException {
    assertThat(values("a,\"b, \"\"c\"\"\r\nd\",\r\ne,,f"))
        .containsExactly(List.of("a", "b, \"c\"\r\nd", ""), List.of("e", "", "f"));
  }

  @Test
  @DisplayName("keeps a lone carriage return in a quoted value at the end of a line")
  void keepsCarriageReturns() throws IOException {
    assertThat(values("a,\"b\rc\"\nd,e\n"))
        .containsExactly(List.of("a", "b\rc"), List.of("d", "e"));
  }

  @Test
  @DisplayName("may have blanks around quoted values")
  void trimsBlanksAroundQuotes() throws IOException {
    assertThat(values("a, \"b, c\" ,d\n")).containsExactly(List.of("a", "b, c", "d"));
  }

  @Test
  @DisplayName("numbers each record by the line where it begins")
  void countsLines() throws IOException {
    assertThat(rows("a\n\n\"b\nc\"\nd")).extracting(CsvRow::line).containsExactly(1L, 3L, 5L);
  }

  @Test
  @DisplayName("may end without a line feed, and be empty")
  void acceptsMissingLineEnd() throws IOException {
    assertThat(values("id,name")).containsExactly(List.of("id", "name"));
    assertThat(values("")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("in a known encoding is read without its byte order mark")
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void readsMarkedEncodings(String encoding, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("marked.csv");
    Files.write(file, "\uFEFFid,name\n1,\"Zo\u00EB \u2200\"\n".getBytes(Charset.forName(encoding)));
    assertThat(read(file, Optional.empty(), Optional.empty()))
        .containsExactly(List.of("id", "name"), List.of("1", "Zo\u00EB \u2200"));
  }

  @Test
  @DisplayName("in another encoding is read in the one that is named")
  void readsTheEncodingThatIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("excel.csv");
    Charset windows = Charset.forName("windows-1252");
    Files.write(file, "id,price\n1,\u20AC 5\n".getBytes(windows));
    assertThat(read(file, Optional.of(windows), Optional.empty()))
        .containsExactly(List.of("id", "price"), List.of("1", "\u20AC 5"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("has records that end with any of the three line ends, also mixed")
  @ValueSource(strings = {"a,b\rc,d\re,f\r", "a,b\nc,d\re,f\n", "a,b\r\nc,d\ne,f\r\n"})
  void readsEveryLineEnd(String text) throws IOException {
    assertThat(values(text))
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e", "f"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("has the delimiter that its first line names, or that its header has most of")
  @ValueSource(
      strings = {
        "id\t\"name, first\"\n1\tAnn\n",
        "sep=;\nid;name, first\n1;Ann\n",
        "SEP=|\r\nid|name, first\r\n1|Ann\r\n",
        "id;\"name, first\"\n1;Ann\n",
        "id,\"name, first\"\n1,Ann\n",
      })
  void findsTheDelimiter(String text, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("delimited.csv");
    Files.writeString(file, text);
    assertThat(read(file, Optional.empty(), Optional.empty()))
        .containsExactly(List.of("id", "name, first"), List.of("1", "Ann"));
  }

  @Test
  @DisplayName("may hold nothing but the line that names the delimiter")
  void acceptsOnlyASeparatorLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("empty.csv");
    Files.writeString(file, "sep=;");
    assertThat(read(file, Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  @DisplayName("has the delimiter that is named, whatever its header has")
  void prefersTheDelimiterThatIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("delimited.csv");
    Files.writeString(file, "id;a,b\n");
    assertThat(read(file, Optional.empty(), Optional.of(',')))
        .containsExactly(List.of("id;a", "b"));
  }

  @ParameterizedTest
  @DisplayName("with a quote that is never closed is refused with the line where the field begins")
  @ValueSource(
      strings = {
        "a,b\nc,\"d\ne,f\n",
        "a,b\nc,\"d\"\"",
        "a,b\nc,\"",
        "5\" disk,b\n\"c,d\ne,f\n",
        "\"a\n\",\"b\n"
      })
  void rejectsUnclosedQuotes(String text) {
    assertThatThrownBy(() -> rows(text))
        .isInstanceOf(UnreadableCsvException.class)
        .hasMessageStartingWith("line 2: the quoted field that begins here is not closed")
        .hasMessageEndingWith("write a quote inside it as \"\"");
  }

  @Test
  @DisplayName("with text after a closing quote is refused with the line where the field begins")
  void rejectsMisplacedQuotes() {
    assertThatThrownBy(() -> rows("a,b\n\"c\nd\",\"e\"f\ng,h\n"))
        .isInstanceOf(UnreadableCsvException.class)
        .hasMessageStartingWith("line 3: the quotes of a field are misplaced");
  }

  @Test
  @DisplayName("is checked from beginning to end before the first record is read")
  void checksTheWholeFileFirst(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("open.csv"), "a,b\n".repeat(50_000) + "\"c,d\n");

    assertThatThrownBy(() -> CsvFile.open(file)).hasMessageStartingWith("line 50001:");
  }

  @Test
  @DisplayName("may have quotes inside values that are not quoted")
  void readsQuotesOutsideQuotedFields() throws IOException {
    assertThat(values("a,5\" disk\nb,3\" 5\"\n"))
        .containsExactly(List.of("a", "5\" disk"), List.of("b", "3\" 5\""));
  }

  @Test
  @DisplayName("has a problem in each record that exceeds a bound, and cuts its values")
  void reportsTooLongRecords() throws IOException {
    String value = "x".repeat(CsvFile.MAX_FIELD_CHARS);
    String many = ",".repeat(CsvFile.MAX_FIELDS - 1);

    List<CsvRow> rows =
        rows(
            String.join(
                "\n",
                value,
                value + "x".repeat(50_000),
                (value + ",").repeat(8),
                many,
                many + ",",
                "z"));

    assertThat(rows)
        .extracting(row -> row.problem().orElse(""))
        .containsExactly(
            "",
            "a field has more than 10,000 characters: shorten it",
            "the record has more than 65,536 characters: shorten it",
            "",
            "the record has more than 1,000 fields: shorten it",
            "");
    assertThat(rows).extracting(CsvRow::line).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(rows.get(1).values()).containsExactly(value + "x");
    assertThat(String.join("", rows.get(2).values())).hasSize(CsvFile.MAX_RECORD_CHARS + 1);
    assertThat(rows.get(4).values()).hasSize(CsvFile.MAX_FIELDS + 1);
  }

  @Test
  @DisplayName("takes nothing inside a quoted field for a record, however long the field is")
  void keepsQuotedLinesInOneRecord() throws IOException {
    String lines = "c-9,evil@example.com\n".repeat(100_000);

    assertThat(rows("c-1,\"" + lines + "\"\n\"c-2\",\"a\nc-9,evil\n\"\nc-3,c\n"))
        .extracting(
            row -> row.line() + " " + row.values().getFirst() + " " + row.problem().isEmpty())
        .containsExactly("1 c-1 false", "100002 c-2 true", "100005 c-3 true");
  }

  @Test
  @DisplayName("with an 8-bit byte is refused with its line and byte offset")
  void rejectsBytesThatAreNotUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("latin1.csv");
    Files.write(file, "id,name\n1,Zoë\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> CsvFile.open(file))
        .isInstanceOf(UnreadableCsvException.class)
        .hasMessageStartingWith(
            "line 2, byte offset 12: byte 0xEB is not UTF-8: name the file's encoding");
  }

  @ParameterizedTest
  @DisplayName("with a bad byte is refused wherever in the file the byte is")
  @ValueSource(ints = {0, 1, 65_533, 65_534, 65_535, 65_536, 65_537, 200_000})
  void rejectsBadBytesAtEveryOffset(int offset, @TempDir Path folder) throws IOException {
    byte[] bytes = "õ".repeat(100_001).getBytes(StandardCharsets.UTF_8);
    int at = offset - offset % 2;
    bytes[at] = (byte) 0xFF;
    Path file = Files.write(folder.resolve("bad.csv"), bytes);

    assertThatThrownBy(() -> CsvFile.open(file))
        .hasMessageStartingWith("line 1, byte offset %d: byte 0xFF".formatted(at));
  }

  @Test
  @DisplayName("that ends inside a character is refused")
  void rejectsTruncatedCharacter(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("cut.csv"), new byte[] {'a', '\n', (byte) 0xC3});

    assertThatThrownBy(() -> CsvFile.open(file))
        .hasMessageStartingWith("line 2, byte offset 2: byte 0xC3");
  }

  @Test
  @DisplayName("in UTF-8 passes the check, whatever the language")
  void acceptsUtf8(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("utf8.csv");
    Files.writeString(file, "id,name\n1,Zoë Õunapuu 王 🎵\n");

    try (CsvFile csv = CsvFile.open(file)) {
      assertThat(csv.next()).isPresent();
      assertThat(csv.next().orElseThrow().values()).last().asString().endsWith("Õunapuu 王 🎵");
      assertThat(csv.bytesRead()).isEqualTo(Files.size(file));
    }
  }

  private static List<List<String>> read(
      Path file, Optional<Charset> encoding, Optional<Character> delimiter) throws IOException {
    try (CsvFile csv = CsvFile.open(file, CsvFormat.of(file, encoding, delimiter))) {
      List<List<String>> rows = new ArrayList<>();
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        rows.add(row.get().values());
      }
      return rows;
    }
  }

  private static List<List<String>> values(String text) throws IOException {
    return rows(text).stream().map(CsvRow::values).toList();
  }

  private static List<CsvRow> rows(String text) throws IOException {
    List<CsvRow> rows = new ArrayList<>();
    try (CsvFile csv =
        new CsvFile(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }
}
