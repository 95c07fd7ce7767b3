package dev.sluice.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.console.Screen.BarSegment;
import dev.sluice.cli.console.Screen.Colour;
import dev.sluice.cli.console.Screen.Fill;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The screen")
class ScreenTest {

  private final StringWriter out = new StringWriter();

  @Test
  @DisplayName("elsewhere than on a terminal writes a line for each tenth, no bars and no escapes")
  void printsPlainLinesWithoutTerminal() {
    ProgressBar bar = new ProgressBar(Screen.plain(new PrintWriter(out, true)), "file", 1000);

    for (int done = 0; done <= 1000; done += 25) {
      bar.update(done, done + " done");
    }

    assertThat(out.toString().lines()).hasSize(10).first().isEqualTo("file 10%  100 done");
    assertThat(out.toString()).doesNotContain("\u001B");
  }

  @Test
  @DisplayName("on a terminal replaces drawn lines and keeps written lines")
  void redrawsInPlaceOnATerminal() {
    Screen screen = new Screen(new PrintWriter(out, true), true, false, true);
    screen.redraw(List.of("one", "two"));
    screen.redraw(List.of("three"));
    screen.line("done");

    assertThat(out.toString())
        .isEqualTo("one\ntwo\n\u001B[2A\u001B[Jthree\n\u001B[1A\u001B[Jdone\n");
  }

  @Test
  @DisplayName("divides a bar in proportion to its parts, in ASCII where needed")
  void drawsBars() {
    List<BarSegment> parts =
        List.of(
            new BarSegment(50, Fill.FULL, Colour.GREEN),
            new BarSegment(25, Fill.HALF, Colour.YELLOW),
            new BarSegment(25, Fill.THIN, Colour.RED));

    assertThat(Screen.plain(new PrintWriter(out)).bar(8, parts)).isEqualTo("####==--");
    assertThat(new Screen(new PrintWriter(out), true, false, true).bar(8, parts))
        .isEqualTo("████▒▒░░");
    assertThat(Screen.plain(new PrintWriter(out)).bar(4, List.of())).isEqualTo("    ");
  }

  @Test
  @DisplayName("aligns numbers to the right and words to the left")
  void alignsTables() {
    assertThat(new TextTable("name", "sent").row("a", 1200).row("longer", 7).lines())
        .containsExactly("name     sent", "a       1,200", "longer      7");
  }
}
