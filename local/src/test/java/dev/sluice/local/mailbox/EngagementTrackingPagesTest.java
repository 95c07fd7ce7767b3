package dev.sluice.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.mailbox.EngagementTracking.ReaderClient;
import dev.sluice.local.mailbox.EngagementTracking.TrackedLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tracked message in the mailbox")
final class EngagementTrackingPagesTest {

  private static final Instant AT = Instant.parse("2026-01-05T08:00:00Z");
  private static final String AGENT = "Mozilla/5.0 (X11) Firefox/140.0";

  private final RecordingTracking recorded = new RecordingTracking();
  private final LocalMailbox mailbox = LocalMailbox.inMemory();
  private final MailboxPages web = new MailboxPages(mailbox, () -> AT, recorded);

  /** Records opens and clicks. */
  private static final class RecordingTracking implements EngagementTracking {
    private final List<String> all = new ArrayList<>();
    private boolean tracking = true;

    @Override
    public boolean tracksOpens(ReceivedMessage message) {
      return tracking;
    }

    @Override
    public boolean tracksClicks(ReceivedMessage message) {
      return tracking;
    }

    @Override
    public void onOpen(ReceivedMessage message, ReaderClient by) {
      all.add("open " + message.id() + " " + by.ipAddress() + " " + by.userAgent());
    }

    @Override
    public void onClick(ReceivedMessage message, TrackedLink link, ReaderClient by) {
      all.add("click " + message.id() + " " + link.target() + " " + by.userAgent());
    }
  }

  @BeforeEach
  void receive() {
    mailbox.accept(
        message(
            "m1",
            "<!doctype html><body><a href=\"https://shop.example/?a=1&amp;b=2\">Shop</a>"
                + "<a ses:no-track href=\"http://127.0.0.1/u/t\">Leave</a></body>"));
  }

  @Test
  @DisplayName("is opened when its HTML part is shown, since that fetches its picture")
  void recordsOpenWhenThePictureIsFetched() {
    assertThat(get("/mailbox/m1").text()).contains("src=\"/mailbox/m1/html\"");
    LocalHttpResponse part = get("/mailbox/m1/html");
    assertThat(part.text())
        .contains("<img alt=\"\" src=\"/mailbox/m1/open.gif\"")
        .endsWith("</body>");
    assertThat(policy(part)).contains("img-src data: 'self'");
    assertThat(recorded.all).isEmpty();

    LocalHttpResponse picture = get("/mailbox/m1/open.gif");

    assertThat(picture.headers()).containsEntry("content-type", List.of("image/gif"));
    assertThat(picture.headers()).containsEntry("cache-control", List.of("no-store"));
    assertThat(recorded.all).containsExactly("open m1 127.0.0.1 " + AGENT);
  }

  @Test
  @DisplayName("is clicked when a link is followed, and leads where the link did")
  void recordsClickAndRedirects() {
    assertThat(get("/mailbox/m1/html").text()).contains("<a href=\"/mailbox/m1/links/0\">Shop</a>");
    LocalHttpResponse answer = get("/mailbox/m1/links/0");

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.headers())
        .containsEntry("location", List.of("https://shop.example/?a=1&b=2"));
    assertThat(recorded.all).containsExactly("click m1 https://shop.example/?a=1&b=2 " + AGENT);
  }

  @Test
  @DisplayName("is not clicked where a link is marked ses:no-track: it leads where it says")
  void doesNotTrackLinksMarkedNoTrack() {
    assertThat(get("/mailbox/m1/html").text())
        .contains("<a href=\"http://127.0.0.1/u/t\">Leave</a>")
        .doesNotContain("ses:no-track");
    assertThat(get("/mailbox/m1/links/1").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @DisplayName("is not opened by")
  @ValueSource(
      strings = {
        "/mailbox",
        "/mailbox.json",
        "/mailbox/m1",
        "/mailbox/m1/html",
        "/mailbox/m1/eml",
        "/mailbox/m2/open.gif",
        "/mailbox/m1/links/",
        "/mailbox/m1/links/00",
        "/mailbox/m1/links/9"
      })
  void doesNotRecordOpenOnOtherPages(String path) {
    LocalHttpResponse unused = get(path);
    assertThat(recorded.all).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @DisplayName("is not read by a browser that fetches ahead")
  @CsvSource({"sec-purpose, prefetch;prerender", "purpose, prefetch", "x-moz, prefetch"})
  void ignoresPrefetching(String header, String value) {
    for (String path : List.of("/mailbox/m1/open.gif", "/mailbox/m1/links/0")) {
      assertThat(answer("GET", path, Map.of(header, List.of(value))).status()).isLessThan(400);
      assertThat(answer("HEAD", path, Map.of()).status()).isLessThan(400);
    }
    assertThat(recorded.all).isEmpty();
  }

  @Test
  @DisplayName("says on its page what counts, and that nothing does where SES tracks nothing")
  void describesWhatIsTracked() {
    assertThat(get("/mailbox/m1").text())
        .contains("showing the HTML part is an open, following its links a click");

    recorded.tracking = false;

    assertThat(get("/mailbox/m1").text()).contains("opens are not tracked, clicks are not tracked");
    assertThat(get("/mailbox/m1/html").text())
        .contains("https://shop.example/?a=1&amp;b=2")
        .doesNotContain("open.gif", "/links/");
    assertThat(get("/mailbox/m1/links/0").status()).isEqualTo(404);
  }

  private LocalHttpResponse get(String path) {
    return answer("GET", path, Map.of("user-agent", List.of(AGENT)));
  }

  private LocalHttpResponse answer(String method, String path, Map<String, List<String>> headers) {
    return web.handle(new LocalHttpRequest(method, path, "", headers, new byte[0]));
  }

  private static String policy(LocalHttpResponse response) {
    return response.headers().get("content-security-policy").getFirst();
  }

  private static ReceivedMessage message(String id, String html) {
    return new ReceivedMessage(
        id,
        AT,
        "news@sluice.example",
        List.of("ann@example.com"),
        "Hello",
        html,
        "Hello",
        List.of(),
        Map.of(),
        Optional.of("marketing"),
        true);
  }
}
