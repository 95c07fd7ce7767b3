package dev.sluice.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Text made from HTML")
class HtmlToTextTest {

  @ParameterizedTest
  @DisplayName("keeps the words and links")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>Hi   <b>you</b>!</p> | Hi you!",
        "a<br>b<br/>c | a~b~c",
        "<h1>T</h1><p>x</p><p>y</p> | T~~x~~y",
        "<ul><li>one</li><li>two</li></ul> | - one~~- two",
        "<a href=\"https://x.example/?a=1&amp;b=2\">go</a> | go <https://x.example/?a=1&b=2>",
        "<a href='https://x.example'>go</a> | go <https://x.example>",
        "<a name=x>no link</a> | no link",
        "<style>p{color:red}</style><script>if(a<b){}</script>x | x",
        "<head><title>no</title></head>x | x",
        "<!-- <p>hidden</p> -->x | x",
        "1 < 2 &amp; 3 &gt; 2 &#39;&#x27; &eacute; | 1 < 2 & 3 > 2 '' &eacute;",
        "<img alt=\"a > b\">x | x",
        "<table><tr><td>a</td><td>b</td></tr></table> | a b",
        "open <b | open"
      })
  void keepsWordsAndLinks(String html, String text) {
    assertThat(HtmlToText.convert(html)).isEqualTo(text.replace('~', '\n'));
  }

  /** Where the work is not linear it takes hours here: the limit only ends the wait. */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  @DisplayName("comes from any input, however broken, in linear time, and is no longer than it")
  void convertsAnyInputInLinearTime() {
    Random random = new Random(5);
    String[] pieces = {
      "<", ">", "a", " ", "<a href=\"", "\"", "'", "&", ";", "#", "</", "<!--", "p", "="
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder html = new StringBuilder();
      random.ints(random.nextInt(20), 0, pieces.length).forEach(i -> html.append(pieces[i]));
      assertThat(HtmlToText.convert(html.toString())).hasSizeLessThanOrEqualTo(html.length());
    }
    for (String piece :
        new String[] {"<", "<a href=\"", "&", " ", "<script>", "</", "<!--", "\n", "&#"}) {
      String html = piece.repeat(1_000_000);
      assertThat(HtmlToText.convert(html)).hasSizeLessThanOrEqualTo(html.length());
    }
  }
}
