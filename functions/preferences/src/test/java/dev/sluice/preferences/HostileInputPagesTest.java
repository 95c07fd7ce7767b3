package dev.sluice.preferences;

import static dev.sluice.preferences.PreferencesFixture.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.lambda.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whatever somebody fills in, on the pages")
class HostileInputPagesTest {

  private static final int SEEDED = 200;

  /** Characters of a name: what topics and campaigns may be called. */
  private static final int MAX_NAME = 60;

  private static final List<String> PIECES =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "</h1></main>",
          "\" onmouseover=\"x",
          "' autofocus onfocus='x",
          "<!--",
          "&lt;b&gt;&#60;",
          "{{name}}",
          "%s%n$1\\1",
          "\u202Egpj.exe",
          "\u2066x",
          "=1+1",
          "שלום",
          "🎵",
          "a");

  /** What an address may hold of what means something elsewhere (RFC 5322, section 3.2.3). */
  private static final List<String> ADDRESSES =
      List.of(
          "a'onfocus='x@example.com",
          "{{name}}@example.com",
          "&lt@example.com",
          "=1+1@example.com",
          "`x`$1%s@example.com");

  @Test
  @DisplayName("adds no element and no attribute: it is shown letter by letter")
  void addsNoMarkup() {
    List<String> harmless = shapes(PreferencesFixture.topic("Offers").name(), "anna@example.com");
    for (String name : names()) {
      assertThat(shapes(name, "anna@example.com")).as(name).isEqualTo(harmless);
    }
    for (String address : ADDRESSES) {
      assertThat(shapes("Offers", address)).as(address).isEqualTo(harmless);
    }
  }

  @Test
  @DisplayName("is shown whole, apart from the text around it, so that it turns nothing else round")
  void isIsolatedFromSurroundingText() {
    for (String name : names()) {
      PreferencesFixture mailing = fixture(name, ADDRESSES.getFirst());
      for (HttpResponse page : pages(mailing)) {
        assertThat(parsed(page).select("bdi").eachText()).contains(squeezed(name));
      }
      assertThat(parsed(mailing.get(mailing.preferencesLink())).select("bdi").eachText())
          .contains(ADDRESSES.getFirst());
    }
  }

  @Test
  @DisplayName("is not shown at all if it is an attribute: pages know nothing of these")
  void neverShowsAttributes() {
    PreferencesFixture mailing = fixture("Offers", "anna@example.com");
    for (HttpResponse page : pages(mailing)) {
      assertThat(page.body()).doesNotContain("alert(2)", "x-hostile");
    }
  }

  private static List<String> names() {
    Random random = new Random(20261126);
    return Stream.concat(PIECES.stream(), Stream.generate(() -> name(random)).limit(SEEDED))
        .toList();
  }

  private static String name(Random random) {
    String name =
        IntStream.range(0, 1 + random.nextInt(4))
            .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
            .collect(Collectors.joining());
    return name.codePoints()
        .limit(MAX_NAME)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Elements with the names of their attributes, in order, of every page. */
  private static List<String> shapes(String name, String address) {
    return pages(fixture(name, address)).stream()
        .map(page ->
            parsed(page).getAllElements().stream()
                .map(it ->
                    it.tagName() + it.attributes().asList().stream().map(a -> a.getKey()).toList())
                .collect(Collectors.joining(" ")))
        .toList();
  }

  private static PreferencesFixture fixture(String name, String address) {
    PreferencesFixture mailing = new PreferencesFixture();
    mailing.rules.save(PreferencesFixture.topic(name));
    mailing.subscribers.save(
        new Subscriber(
            ANNA,
            new EmailAddress(address),
            Optional.empty(),
            Optional.of(Locale.forLanguageTag("en-x-hostile")),
            LifecycleStage.ACTIVE,
            Map.of("name", new AttributeValue.Text("<script>alert(2)</script>"))));
    return mailing;
  }

  private static List<HttpResponse> pages(PreferencesFixture mailing) {
    return List.of(
        mailing.get(mailing.preferencesLink()),
        mailing.get(mailing.unsubscribeLink()),
        mailing.click(mailing.unsubscribeLink()));
  }

  private static Document parsed(HttpResponse page) {
    assertThat(page.status()).isEqualTo(200);
    return Jsoup.parse(page.body());
  }

  /** Text as jsoup gives it: runs of blanks as one. */
  private static String squeezed(String text) {
    return Jsoup.parse("<p></p>").selectFirst("p").text(text).text();
  }
}
