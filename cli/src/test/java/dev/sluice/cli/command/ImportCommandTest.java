package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.client.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("sluice import")
class ImportCommandTest extends CommandTestBase {

  @TempDir Path folder;

  @Test
  @DisplayName("makes subscribers of typed columns and leaves empty values out")
  void readsTypedColumns() throws IOException {
    Path file =
        file(
            """
            id,address,zone,locale,stage,city:text,cds:number,vip:boolean,last:date,topic:offers,topic:tips
            c-1,ann@example.com,Europe/Tallinn,et-EE,loyal,"Tartu, EE",12.50,true,2026-01-31,weekly,unsubscribed
            c-2,bob@example.com,,,,,,,,,subscribed
            """);

    assertThat(sluiceToStub("import", file.toString())).isZero();

    assertThat(out.toString()).contains("2 imported, 0 skipped");
    assertThat(api.requests())
        .singleElement()
        .satisfies(call -> {
          assertThat(call.method() + " " + call.path()).isEqualTo("POST /subscribers/batch");
          assertThat(call.body())
              .isEqualTo(
                  JsonText.parse(
                      """
                      {"subscribers":[
                       {"id":"c-1","address":"ann@example.com","zone":"Europe/Tallinn",
                        "locale":"et-EE","stage":"loyal",
                        "attributes":{"city":"Tartu, EE","cds":12.50,"vip":true,
                                      "last":{"date":"2026-01-31"}},
                        "consents":{"topics":{"offers":{"subscribed":true,"cadence":"weekly"},
                                              "tips":{"subscribed":false}}}},
                       {"id":"c-2","address":"bob@example.com",
                        "consents":{"topics":{"tips":{"subscribed":true}}}}]}
                      """));
        });
  }

  @Test
  @DisplayName("sends batches of 100")
  void sendsBatches() throws IOException {
    assertThat(sluiceToStub("import", people(250).toString())).isZero();

    assertThat(api.requests())
        .extracting(call -> call.body().path("subscribers").size())
        .containsExactlyInAnyOrder(100, 100, 50);
    assertThat(err.toString()).contains("100%");
  }

  @Test
  @DisplayName("reports bad lines with number and reason, skips them, and exits with 1")
  void reportsBadLines() throws IOException {
    Path file =
        file(
            """
            id,address,cds:number,last:date
            c-1,ann@example.com,1,2026-01-31
            c-2,bob@example.com,1
            c-3,eve@example.com,"1,5",31.01.2026
            c-4,joe@example.com,1,2026-02-30
            c-1,ann@example.com,2,
            ,nobody@example.com,,
            """);

    assertThat(sluiceToStub("import", file.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "line 3: line '3 values': give 4, one per column",
            "line 4: cds:number '1,5': use digits with at most one decimal point, such as 1234.50;"
                + " last:date '31.01.2026': use a date of the form 2026-01-31",
            "line 5: last:date '2026-02-30': use a date of the form 2026-01-31",
            "line 6: id 'c-1': give every subscriber once; line 2 has this one already",
            "line 7: id '': give every subscriber one");
    assertThat(out.toString()).contains("1 imported, 5 skipped");
  }

  @Test
  @DisplayName("reports a subscriber that the API refuses with the line in the file")
  void reportsLinesThatTheApiRejects() throws IOException {
    api.replyNext(
        200,
        """
        {"imported":1,"rejected":[{"index":1,"id":"c-2","violations":[
          {"field":"zone","value":"Mars/Base","remedy":"use an IANA zone"}]}]}
        """);
    Path file = file("id,address,zone\n\nc-1,a@example.com,\nc-2,b@example.com,Mars/Base\n");
    Path rejects = folder.resolve("rejects.csv");

    assertThat(sluiceToStub("import", file.toString(), "--rejects", rejects.toString()))
        .isEqualTo(1);

    assertThat(err.toString()).contains("line 4: zone 'Mars/Base': use an IANA zone");
    assertThat(rejects).hasContent("id,address,zone\nc-2,b@example.com,Mars/Base\n");
    assertThat(folder.resolve("rejects.csv.reasons"))
        .hasContent("line 4: zone 'Mars/Base': use an IANA zone\n");
  }

  @Test
  @DisplayName("retries a batch after a transient failure")
  void retriesTransientFailures() throws IOException {
    api.replyNext(503, "");
    api.replyNext(429, "{\"title\":\"Too many requests\"}");

    assertThat(sluiceToStub("import", people(3).toString())).isZero();

    assertThat(api.requests()).hasSize(3);
    assertThat(out.toString()).contains("3 imported");
  }

  @Test
  @DisplayName("refuses wrong columns and names each with a remedy")
  void rejectsUnknownColumns() throws IOException {
    Path file = file("id,mail,age:int,topic:Bad Topic,id\n1,a@example.com,3,,1\n");

    assertThat(sluiceToStub("import", file.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "header: 'mail', 'age:int' is not valid: use id, address, zone, locale, stage,"
                + " topic:ID",
            "header: 'topic:Bad Topic' is not valid: use 1 to 64 lower-case letters",
            "header: 'id' is not valid: name every column once",
            "add a column 'address', or name the column that holds it");
    assertThat(api.requests()).isEmpty();
  }

  @Test
  @DisplayName("finds out what separates the columns, and says so")
  void findsTheDelimiter() throws IOException {
    assertThat(sluiceToStub("import", file("id;address\n1;a@example.com\n").toString())).isZero();

    assertThat(err.toString()).contains("reading columns separated by ';'");
    assertThat(out.toString()).contains("1 imported, 0 skipped");
  }

  @Test
  @DisplayName("imports an export of another product with its columns mapped or ignored")
  void mapsColumns() throws IOException {
    Path file =
        file(
            """
            "Email Address","First Name",MEMBER_RATING,TIMEZONE,LEID,NOTES,TAGS
            ann@example.com,Ann,2,Europe/Tallinn,123456789,"called
            twice",vip
            """);

    assertThat(
            sluiceToStub(
                "import",
                file.toString(),
                "--map",
                "Email Address=address",
                "--map",
                "First Name=firstName:text",
                "--map",
                "MEMBER_RATING=rating:number",
                "--map",
                "TIMEZONE=zone",
                "--map",
                "LEID=id",
                "--map",
                "LEID=leid:text",
                "--ignore",
                "NOTES",
                "--ignore",
                "TAGS"))
        .isZero();

    assertThat(api.requests().getFirst().body())
        .isEqualTo(
            JsonText.parse(
                """
                {"subscribers":[{"id":"123456789","address":"ann@example.com",
                  "zone":"Europe/Tallinn",
                  "attributes":{"firstName":"Ann","rating":2,"leid":"123456789"}}]}
                """));
  }

  @Test
  @DisplayName("reports all unknown columns as one mistake")
  void reportsUnknownColumnsOnce() throws IOException {
    assertThat(sluiceToStub("import", file("id,address,A,B,C\n").toString())).isEqualTo(1);

    assertThat(err.toString()).containsOnlyOnce("use id, address").contains("'A', 'B', 'C'");
  }

  @Test
  @DisplayName("refuses a mapping of a column that the file does not have")
  void refusesMappingsOfMissingColumns() throws IOException {
    assertThat(sluiceToStub("import", file("id,address\n").toString(), "--ignore", "notes"))
        .isEqualTo(1);

    assertThat(err.toString()).contains("'notes'", "map or ignore a column of the file");
  }

  @Test
  @DisplayName("takes headings and booleans in any case, and values without the blanks around them")
  void takesWhatSpreadsheetsWrite() throws IOException {
    Path file =
        file("ID,Address,vip:Boolean,city:text\nc-1, ann@example.com\u00A0,TRUE,\u00A0Tartu \n");

    assertThat(sluiceToStub("import", file.toString())).isZero();

    assertThat(api.requests().getFirst().body())
        .isEqualTo(
            JsonText.parse(
                """
                {"subscribers":[{"id":"c-1","address":"ann@example.com",
                  "attributes":{"vip":true,"city":"Tartu"}}]}
                """));
  }

  @ParameterizedTest(name = "{index}")
  @DisplayName("imports every record of a file with carriage returns for line ends, also mixed")
  @ValueSource(
      strings = {
        "id,address\rm-1,m1@example.com\rm-2,m2@example.com\rm-3,m3@example.com\r",
        "id,address\nm-1,m1@example.com\rm-2,m2@example.com\nm-3,m3@example.com\n",
      })
  void importsEveryRecord(String text) throws IOException {
    assertThat(sluiceToStub("import", file(text).toString())).isZero();

    assertThat(out.toString()).contains("3 imported, 0 skipped");
    assertThat(api.requests().getFirst().body().path("subscribers").size()).isEqualTo(3);
  }

  @Test
  @DisplayName(
      "refuses a file that is not UTF-8 with line, offset and remedy before anything is sent")
  void rejectsBytesThatAreNotUtf8() throws IOException {
    Path file = folder.resolve("latin1.csv");
    String lines = Files.readString(people(300)) + "x-1,z@example.com,Zoë\n";
    Files.write(file, lines.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(sluiceToStub("import", file.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "line 302, byte offset",
            "byte 0xEB is not UTF-8",
            "nothing was imported",
            "--encoding windows-1252");
    assertThat(api.requests()).isEmpty();
  }

  @Test
  @DisplayName("refuses a file with an unclosed quote, naming its line, before anything is sent")
  void rejectsUnclosedQuote() throws IOException {
    Path file = folder.resolve("open.csv");
    Files.writeString(file, Files.readString(people(300)) + "c-301,\"z@example.com,Zoe\n");

    assertThat(sluiceToStub("import", file.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains(
            "line 302: the quoted field that begins here is not closed", "nothing was imported");
    assertThat(api.requests()).isEmpty();
  }

  @Test
  @DisplayName("refuses an empty file and a missing file")
  void rejectsEmptyAndMissingFiles() throws IOException {
    assertThat(sluiceToStub("import", file("").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("the file is empty: begin with a header");

    assertThat(sluiceToStub("import", folder.resolve("none.csv").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("no such file");
  }

  private Path people(int count) throws IOException {
    return file(
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> "c-%d,p%d@example.com,Name %d\n".formatted(i, i, i))
            .collect(Collectors.joining("", "id,address,name:text\n", "")));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("people.csv"), content);
  }
}
