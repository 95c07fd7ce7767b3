package dev.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("sluice import of untrusted data")
class UntrustedImportTest extends CommandTestBase {

  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

  @TempDir Path folder;

  @Test
  @DisplayName("sends formulas, scripts and direction overrides unchanged, as text")
  void passesTextsOnUnchanged() throws IOException {
    Path file =
        file(
            """
            id,address,name:text
            c-1,a@example.com,=HYPERLINK("https://evil.example")
            c-2,b@example.com,<script>alert(1)</script>
            c-3,c@example.com,\u202Egnp.exe
            c-4,d@example.com,{{{unsubscribe}}}
            """);

    assertThat(sluiceToStub("import", file.toString())).isZero();

    assertThat(api.requests().getFirst().body().path("subscribers").values())
        .extracting(subscriber -> subscriber.at("/attributes/name").asString())
        .containsExactly(
            "=HYPERLINK(\"https://evil.example\")",
            "<script>alert(1)</script>",
            "\u202Egnp.exe",
            "{{{unsubscribe}}}");
  }

  @Test
  @DisplayName("skips fields of 10 MB on one line or on many, and keeps only their beginnings")
  void skipsHugeFields() throws IOException {
    Path file = folder.resolve("huge.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("id,address,name:text\n");
      out.write("c-1,a@example.com," + "x".repeat(TEN_MEGABYTES) + "\n");
      out.write("c-2,b@example.com,\"" + "y".repeat(TEN_MEGABYTES) + "\"\n");
      out.write("c-3,c@example.com,\"");
      out.write("evil,evil@example.com,\n".repeat(TEN_MEGABYTES / 23) + "\"\n");
      out.write("x".repeat(TEN_MEGABYTES) + ",d@example.com,\n");
      out.write("c-5,e@example.com,Eve\n");
    }
    Path rejects = folder.resolve("rejects.csv");

    assertThat(sluiceToStub("import", file.toString(), "--rejects", rejects.toString()))
        .isEqualTo(1);

    assertThat(out.toString()).contains("1 imported, 4 skipped");
    assertThat(api.requests().getFirst().body().path("subscribers").values())
        .extracting(subscriber -> subscriber.path("id").asString())
        .containsExactly("c-5");
    assertThat(err.toString())
        .contains("line 2: a field has more than", "line 3: a field has more than")
        .contains("line 4: a field has more than")
        .contains("line 455907: a field has more than");
    assertThat(Files.size(rejects)).as("bytes kept").isLessThan(4 * 64 * 1024 + 100);
  }

  @Test
  @DisplayName("writes skipped lines so that no terminal and no spreadsheet runs them")
  void keepsRejectsHarmless() throws IOException {
    Path file =
        file(
            """
            id,address,cds:number,name:text
            c-1,a@example.com,=1+1,"-2, or \u001B[2J"
            =cmd,b@example.com,\u202E1,@x
            +bad,c@example.com,1
            """);
    Path rejects = folder.resolve("rejects.csv");

    assertThat(sluiceToStub("import", file.toString(), "--rejects", rejects.toString()))
        .isEqualTo(1);

    assertThat(rejects)
        .hasContent(
            """
            id,address,cds:number,name:text
            c-1,a@example.com,'=1+1,"'-2, or \u001B[2J"
            '=cmd,b@example.com,\u202E1,'@x
            '+bad,c@example.com,1
            """);
    assertThat(err.toString()).contains("\\u202E1").doesNotContain("\u202E", "\u001B");
    assertThat(folder.resolve("rejects.csv.reasons")).content().doesNotContain("\u202E");
  }

  @Test
  @DisplayName("reads the values of its own rejects file as they were, negative numbers included")
  void importsItsOwnRejectsFile() throws IOException {
    Path rejects = file("id,address,balance:number\nc-1,a@example.com,'-5.50\n");

    assertThat(sluiceToStub("import", rejects.toString())).isZero();

    assertThat(
            api.requests().getFirst().body().at("/subscribers/0/attributes/balance").decimalValue())
        .isEqualByComparingTo("-5.50");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("people.csv"), content);
  }
}
