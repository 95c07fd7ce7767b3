package dev.sluice.mail.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.support.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("A template made of random pieces")
class RandomTemplatesTest {

  private static final List<String> PIECES =
      List.of(
          "{{",
          "}}",
          "{",
          "}",
          "a",
          "#a",
          "/a",
          "^a",
          "!",
          "&",
          ">",
          "=",
          " ",
          "\n",
          "<p>",
          "\"",
          "<a href=\"",
          "{{a}}",
          "{{#a}}",
          "{{/a}}",
          "{{^a}}",
          "{{.}}",
          "</a>",
          "<!--",
          "-->",
          "<script>",
          "</script>",
          "'");

  @Test
  @DisplayName("is refused or renders, and in HTML no value escapes")
  void isRejectedOrRendersSafely() {
    Random random = new Random(20261122);
    int rendered = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder source = new StringBuilder();
      random
          .ints(1 + random.nextInt(8), 0, PIECES.size())
          .forEach(i -> source.append(PIECES.get(i)));
      try {
        MustacheTemplate template = MustacheTemplate.html("html", source.toString());
        String result = template.render(Map.of("a", "1<2\"3'4"));
        assertThat(result).doesNotContain("1<2", "2\"3", "3'4");
        rendered++;
      } catch (InvalidInputException refused) {
        assertThat(refused.violations()).isNotEmpty();
      }
    }
    assertThat(rendered).isGreaterThan(5_000);
  }
}
