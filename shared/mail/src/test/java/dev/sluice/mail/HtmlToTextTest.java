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
        "1 < 2 &amp; 3 &gt; 2 &#39;&#x27; &eacute; | 1 < 2 & 3 > 2 '' é",
        "<img alt=\"a > b\">x | a > b x",
        "<a href=\"https://x.example\"><img src=go.png alt=\"Go to the sale\"></a> | Go to the sale"
            + " <https://x.example>",
        "<p>now<img alt=' '><img alt=''>here</p> | nowhere",
        "<div hidden><img alt=no></div>x | x",
        "&eacute; &euro; &rsquo; &hellip; &ldquo;a&rdquo; &bull; &frac12; &mdash; | é € ’ … “a” • ½"
            + " —",
        "co&shy;op&zwnj;era&zwj;te &zwnj;&shy;&nbsp;&zwnj;now | cooperate now",
        "می&zwnj;خواهم 👨&zwj;👩&zwj;👧 क्&zwj;ष | می‌خواهم 👨‍👩‍👧 क्‍ष",
        "<table><tr><td>a</td><td>b</td></tr></table> | a b",
        "open <b | open"
      })
  void keepsWordsAndLinks(String html, String text) {
    assertThat(HtmlToText.convert(html)).isEqualTo(text.replace('~', '\n'));
  }

  @ParameterizedTest
  @DisplayName("reads tag soup as browsers do")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p>one<p>two<p>three | one~~two~~three",
        "<ul><li>one<li>two</ul>end | - one~~- two~~end",
        "<b>bold <i>both</b> italic</i> | bold both italic",
        "<a href=https://x.example/?a=1&amp;b=2 class=button>go</a> | go"
            + " <https://x.example/?a=1&b=2>",
        "<A HREF='https://x.example'>go</A> | go <https://x.example>",
        "<a href=\"https://x.example\"><img src=go.png></a> | <https://x.example>",
        "<table><tr><td><table><tr><td>a<td>b</table><td>c</table> | a b~~c",
        "<table><td>a<td>b<tr><td>c</table>d | a b~~c~~d",
        "<!--[if mso]><p>Outlook only</p><![endif]-->x | x",
        "<![if !mso]>all others<![endif]> x | all others x",
        "<!doctype html><html><head><style>p{}</style></head><body>x</body></html> | x",
        "<div style=\"display:none;max-height:0\">preheader &zwnj;&nbsp;&zwnj;</div>x | x",
        "<div STYLE='mso-hide:all; Display : None'>preheader</div>x | x",
        "<p hidden>no</p>x | x",
        "a&nbsp;&nbsp;b&#8203;&#xfeff; | a b",
        "was <del>10</del> <ins>9</ins> &euro; &eacute | was 10 9 € é",
        "</p></div></td>x</body></html>y | xy"
      })
  void readsTagSoup(String html, String text) {
    assertThat(HtmlToText.convert(html)).isEqualTo(text.replace('~', '\n'));
  }

  @Test
  @DisplayName("repeats no link that was never closed beyond the length of the HTML")
  void boundsUnclosedLinks() {
    String html = "<div><a href=https://x.example/" + "y".repeat(1_000) + ">";
    String soup = html + "<div>z</div></div>".repeat(1_000);
    assertThat(HtmlToText.convert(soup)).hasSizeLessThanOrEqualTo(soup.length());
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
        new String[] {
          "<",
          "<a href=\"",
          "&",
          " ",
          "<script>",
          "</",
          "<!--",
          "\n",
          "&#",
          "<b>",
          "<p>",
          "<td>",
          "<a href=x>"
        }) {
      String html = piece.repeat(1_000_000);
      assertThat(HtmlToText.convert(html)).hasSizeLessThanOrEqualTo(html.length());
    }
  }
}
