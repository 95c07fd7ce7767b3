package dev.sluice.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.mailbox.EngagementTracking.TrackedLink;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The links of an HTML part")
final class HtmlLinkTrackerTest {

  @Test
  @DisplayName("lead through the tracker in order, and all else stays as it was written")
  void numbersLinksInOrder() {
    String html =
        "<!doctype html><p title='<a href>'>Hi &amp; bye <A class=x HREF='https://a.example/'>a</A>"
            + " <a\n href=http://b.example/?c=1>b</a></p>";

    assertThat(HtmlLinkTracker.links(html))
        .extracting(link -> link.target().toString())
        .containsExactly("https://a.example/", "http://b.example/?c=1");
    assertThat(HtmlLinkTracker.replaceLinks(html, link -> "/to/" + link.number()))
        .isEqualTo(
            "<!doctype html><p title='<a href>'>Hi &amp; bye <a class=\"x\" href=\"/to/0\">a</A>"
                + " <a href=\"/to/1\">b</a></p>");
  }

  @Test
  @DisplayName("are read without character references")
  void decodesCharacterReferences() {
    assertThat(HtmlLinkTracker.links("<a href=\"https://a.example/?b=1&amp;c=&#50;&#x33;\">a</a>"))
        .extracting(TrackedLink::target)
        .containsExactly(URI.create("https://a.example/?b=1&c=23"));
  }

  @ParameterizedTest
  @DisplayName("are left alone where SES leaves them alone")
  @ValueSource(
      strings = {
        "<a ses:no-track href=\"https://a.example/\">a</a>",
        "<a href=\"https://a.example/\" ses:no-track=\"\">a</a>",
        "<a href=\"mailto:ann@example.com\">a</a>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<a href=\"#top\">a</a>",
        "<a href=\"https://a example/\">a</a>",
        "<a href=\"\">a</a>",
        "<a name=\"x\">a</a>",
        "<abbr href=\"https://a.example/\">a</abbr>",
        "<a href=\"https://never.closed/"
      })
  void leavesUntrackedLinksUnchanged(String html) {
    assertThat(HtmlLinkTracker.links(html)).isEmpty();
    assertThat(HtmlLinkTracker.replaceLinks(html, _ -> "/to")).doesNotContain("/to\"");
  }

  @Test
  @DisplayName("lose what is meant for SES alone, whose tags are read")
  void readsAndRemovesSesTags() {
    String html =
        "<a ses:tags=\"place:top;place:left; kind : offer;odd\" href=\"https://a.b/\">a</a>";

    assertThat(HtmlLinkTracker.links(html).getFirst().tags())
        .isEqualTo(Map.of("place", List.of("top", "left"), "kind", List.of("offer")));
    assertThat(HtmlLinkTracker.replaceLinks(html, _ -> "/to")).isEqualTo("<a href=\"/to\">a</a>");
    assertThat(
            HtmlLinkTracker.replaceLinks("<a ses:no-track href=\"https://a.b/\">a</a>", _ -> "/to"))
        .isEqualTo("<a href=\"https://a.b/\">a</a>");
  }

  @Test
  @DisplayName("are tracked up to 250 of them")
  void tracksAtMost250Links() {
    String html = "<a href=\"https://a.b/\">a</a>".repeat(HtmlLinkTracker.MAX_LINKS + 1);

    assertThat(HtmlLinkTracker.links(html)).hasSize(HtmlLinkTracker.MAX_LINKS);
    assertThat(HtmlLinkTracker.replaceLinks(html, _ -> "/to"))
        .contains("<a href=\"/to\">")
        .endsWith("<a href=\"https://a.b/\">a</a>");
  }

  @Test
  @DisplayName("are found without trouble in a part that is full of unfinished tags")
  void toleratesUnfinishedTags() {
    for (String piece : List.of("<a ", "<a href=\"", "<a '", "<a href=x \"\" ")) {
      assertThat(HtmlLinkTracker.links(piece.repeat(20_000))).isEmpty();
    }
    assertThat(HtmlLinkTracker.links("<a " + "x='' ".repeat(20_000) + ">")).isEmpty();
  }
}
