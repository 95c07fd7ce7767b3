package dev.sluice.mail;

import static dev.sluice.mail.MailFixtures.LINKS;
import static dev.sluice.mail.MailFixtures.MAIL;
import static dev.sluice.mail.MailFixtures.OFFERS;
import static dev.sluice.mail.MailFixtures.POSTAL_ADDRESS;
import static dev.sluice.mail.MailFixtures.TAGS;
import static dev.sluice.mail.MailFixtures.campaign;
import static dev.sluice.mail.MailFixtures.compose;
import static dev.sluice.mail.MailFixtures.subscriber;
import static dev.sluice.mail.MailFixtures.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicSender;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkPurpose;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A marketing message")
class MarketingMessageComposerTest {

  private static final String COMPLETE =
      "<html><body>Hi <a href=\"{{unsubscribe_url}}\">Leave</a> {{postal_address}}</body></html>";

  @Test
  @DisplayName("shows the subscriber's value, else the campaign's default")
  void usesValueOrDefault() {
    CampaignTemplates templates =
        CampaignTemplates.compile(
            campaign(
                Map.of("name", "friend", "city", "your town", "vip", "false", "points", "0"),
                variant(
                    "{{name}}",
                    COMPLETE + "{{name}} {{city}} {{points}}{{#vip}}!{{/vip}} {{since}}",
                    "{{name}}")));
    MailMessage message =
        MAIL.compose(
            templates,
            OFFERS,
            subscriber(
                Map.of(
                    "name", new AttributeValue.Text("<Ann>"),
                    "points", AttributeValue.Number.of(1_000),
                    "since", new AttributeValue.Day(LocalDate.of(2024, 2, 29)))));
    assertThat(message.subject()).isEqualTo("<Ann>");
    assertThat(message.html()).endsWith("&lt;Ann&gt; your town 1000 2024-02-29");
    assertThat(message.text()).startsWith("<Ann>");
  }

  @Test
  @DisplayName("shows a section by a truth value")
  void showsSectionByBoolean() {
    CampaignTemplates templates =
        CampaignTemplates.compile(
            campaign(
                Map.of("vip", "false"),
                variant("s", COMPLETE, "{{#vip}}VIP{{/vip}}{{^vip}}-{{/vip}}")));
    assertThat(MAIL.compose(templates, OFFERS, subscriber(Map.of())).text()).startsWith("-");
    assertThat(
            MAIL.compose(
                    templates, OFFERS, subscriber(Map.of("vip", new AttributeValue.Flag(true))))
                .text())
        .startsWith("VIP");
  }

  @Test
  @DisplayName("carries the one-click headers and the list's identifier")
  void carriesOneClickHeadersAndListId() {
    Map<String, String> headers =
        compose(variant("s", COMPLETE, "t")).headers().stream()
            .collect(Collectors.toMap(MailHeader::name, MailHeader::value));
    assertThat(headers)
        .containsOnlyKeys("List-Unsubscribe", "List-Unsubscribe-Post", "List-Id")
        .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        .containsEntry("List-Id", "\"Special offers\" <offers.shop.example>");
    assertThat(headers.get("List-Unsubscribe"))
        .matches("<https://mail\\.shop\\.example/u/[A-Za-z0-9_-]+>")
        .hasSizeLessThan(200)
        .doesNotContain("ann");
  }

  @Test
  @DisplayName("has the sender of its topic, and for the rest that of the stack")
  void usesSenderOfTopic() {
    Topic named = withSender(Optional.of("Shop Offers"), Optional.empty(), Optional.empty());
    MailMessage message = composeOf(named);
    assertThat(message.from().toHeaderValue()).isEqualTo("\"Shop Offers\" <news@shop.example>");
    assertThat(message.replyTo()).isEmpty();
    Topic own =
        withSender(
            Optional.empty(),
            Optional.of(new EmailAddress("offers@news.shop.example")),
            Optional.of(new EmailAddress("help@shop.example")));
    message = composeOf(own);
    assertThat(message.from().toHeaderValue()).isEqualTo("\"The Shop\" <offers@news.shop.example>");
    assertThat(message.replyTo().map(MailboxAddress::toHeaderValue)).contains("help@shop.example");
  }

  private static MailMessage composeOf(Topic topic) {
    return MAIL.compose(
        CampaignTemplates.compile(campaign(Map.of(), variant("s", COMPLETE, "t"))),
        topic,
        subscriber(Map.of()));
  }

  private static Topic withSender(
      Optional<String> name, Optional<EmailAddress> address, Optional<EmailAddress> replyTo) {
    return new Topic(
        OFFERS.id(),
        OFFERS.name(),
        OFFERS.description(),
        OFFERS.optInMode(),
        OFFERS.cadence(),
        new TopicSender(name, address, replyTo));
  }

  @Test
  @DisplayName("links to leaving its topic and to the preference centre")
  void linksToUnsubscribeAndPreferences() {
    MailMessage message = compose(variant("s", "x", "{{unsubscribe_url}} {{preferences_url}}"));
    String[] urls = message.text().split("\\s+");
    assertThat(LINKS.verify(LinkPurpose.UNSUBSCRIBE, token(urls[0])))
        .contains(LinkClaims.unsubscribe("ann@example.com", "offers", "spring"));
    assertThat(LINKS.verify(LinkPurpose.PREFERENCES, token(urls[1])))
        .contains(LinkClaims.preferences("ann@example.com"));
  }

  @Test
  @DisplayName("is tagged with its send and no address")
  void isTaggedWithoutAddress() {
    Map<String, String> tags = compose(variant("s", COMPLETE, "t")).tags();
    assertThat(tags)
        .containsEntry("kind", "marketing")
        .containsEntry("topic", "offers")
        .containsEntry("campaign", "spring")
        .containsEntry("variant", "a")
        .containsEntry("ses:feedback-id-a", "spring")
        .containsEntry("ses:feedback-id-b", "marketing_offers")
        .containsOnlyKeys(
            "kind",
            "topic",
            "campaign",
            "variant",
            "subscriber",
            "ses:feedback-id-a",
            "ses:feedback-id-b");
    assertThat(TAGS.verify(LinkPurpose.FEEDBACK, tags.get("subscriber")))
        .contains(LinkClaims.feedback("ann@example.com"));
    assertThat(LINKS.verify(LinkPurpose.FEEDBACK, tags.get("subscriber")))
        .as("a link key that is rotated makes no event unreadable")
        .isEmpty();
  }

  @Test
  @DisplayName("gets a footer where the template left out the link or the postal address")
  void completesMissingFooter() {
    MailMessage message = compose(variant("s", "<BODY><p>Hi</p></BODY>", "Hi"));
    assertThat(message.html())
        .containsPattern(
            "<a ses:no-track href=\"https://mail\\.shop\\.example/u/[^\"]+\">Unsubscribe from"
                + " Special offers</a>")
        .containsPattern(
            "<a ses:no-track href=\"https://mail\\.shop\\.example/p/[^\"]+\">Manage your email"
                + " preferences<")
        .contains("Shop &amp; Co, 1 Main Street, Tallinn 10111")
        .endsWith("</div>\n</BODY>");
    assertThat(message.text())
        .startsWith("Hi\n\n-- \n")
        .contains("Unsubscribe from Special offers:\nhttps://mail.shop.example/u/")
        .contains(POSTAL_ADDRESS);
  }

  @Test
  @DisplayName("keeps every link to its own pages out of SES's click tracking, and no other link")
  void marksOwnLinksAsUntracked() {
    String html =
        compose(
                variant(
                    "s",
                    """
                    <a href="{{unsubscribe_url}}">1</a><A class=x HREF='{{preferences_url}}'/>2</a>
                    <a href="{{unsubscribe_url}}" ses:no-track>3</a><a ses:no-track href="{{preferences_url}}">4</a>
                    <a href=https://mail.shop.example/help>5</a><a href=" https://mail.shop.example/">6</a>
                    <map><area href="https:&#47;&#47;mail.shop.example/a"></map>
                    <!--[if mso]><a href="{{unsubscribe_url}}">7</a><![endif]-->
                    <a href="https://shop.example/?https://mail.shop.example/">8</a><a title="https://mail.shop.example/">9</a>
                    {{postal_address}}
                    """,
                    "t"))
            .html();
    assertThat(
            Jsoup.parse(html.replace("<!--[if mso]>", "").replace("<![endif]-->", ""))
                .select("[ses:no-track]")
                .eachAttr("href"))
        .hasSize(8)
        .allSatisfy(url -> assertThat(url.strip()).startsWith("https://mail.shop.example/"));
    assertThat(html).contains("<a href=\"https://shop.example/?").contains("<a title=");
    assertThat(html.split("ses:no-track", -1)).hasSize(9);
  }

  @Test
  @DisplayName("writes the footer in the subscriber's language")
  void writesFooterInLanguageOfSubscriber() {
    Subscriber ann = subscriber(Map.of());
    Subscriber hebrew =
        new Subscriber(
            ann.id(),
            ann.address(),
            ann.zone(),
            Optional.of(Locale.forLanguageTag("he-IL")),
            ann.stage(),
            ann.attributes());
    CampaignTemplates templates =
        CampaignTemplates.compile(campaign(Map.of(), variant("s", "x", "t")));
    assertThat(MAIL.compose(templates, OFFERS, hebrew).html())
        .contains(">הסרה מרשימת התפוצה: Special offers</a>", ">ניהול העדפות הדיוור שלך")
        .doesNotContain("Unsubscribe");
  }

  @Test
  @DisplayName("gets only what is missing")
  void addsOnlyMissingParts() {
    MailMessage link = compose(variant("s", "{{unsubscribe_url}}", "{{unsubscribe_url}}"));
    assertThat(link.html()).doesNotContain("Unsubscribe from").contains("Main Street");
    assertThat(link.text()).doesNotContain("Unsubscribe from").contains("Main Street");
    MailMessage address =
        compose(
            variant("s", "Shop &amp; Co<br>1 Main  Street<br>Tallinn 10111", "{{postal_address}}"));
    assertThat(address.html()).contains("Unsubscribe from").doesNotContain("Main Street,");
    MailMessage both = compose(variant("s", COMPLETE, "{{postal_address}} {{unsubscribe_url}}"));
    assertThat(both.html()).doesNotContain("Unsubscribe from").endsWith("</body></html>");
    assertThat(both.text()).doesNotContain("-- ");
  }

  @Test
  @DisplayName("gets a footer also if a section hid the link")
  void addsFooterWhenSectionHidesLink() {
    CampaignTemplates templates =
        CampaignTemplates.compile(
            campaign(Map.of("vip", ""), variant("s", "{{#vip}}" + COMPLETE + "{{/vip}}", "t")));
    assertThat(MAIL.compose(templates, OFFERS, subscriber(Map.of())).html())
        .contains("Unsubscribe from");
  }

  @Test
  @DisplayName("shows the topic's name escaped in its footer")
  void escapesTopicNameInFooter() {
    MailMessage message =
        MAIL.compose(
            CampaignTemplates.compile(campaign(Map.of(), variant("s", "x", "t"))),
            MailFixtures.topic("<b>\"News\"</b>"),
            subscriber(Map.of()));
    assertThat(message.html()).contains("Unsubscribe from &lt;b&gt;&quot;News&quot;&lt;/b&gt;</a>");
  }

  @Test
  @DisplayName("makes its text from the HTML if the team wrote none")
  void derivesTextFromHtml() {
    assertThat(compose(variant("s", "<p>Hi <b>you</b></p><ul><li>One</ul>" + COMPLETE, " ")).text())
        .startsWith("Hi you\n\n- One")
        .containsPattern("Leave <https://mail\\.shop\\.example/u/.+>");
  }

  @Test
  @DisplayName("does not let attributes take over what is built in")
  void protectsSystemVariables() {
    CampaignTemplates templates =
        CampaignTemplates.compile(
            campaign(
                Map.of("unsubscribe_url", "https://evil.example"), variant("s", COMPLETE, "t")));
    MailMessage message =
        MAIL.compose(
            templates,
            OFFERS,
            subscriber(Map.of("postal_address", new AttributeValue.Text("nowhere"))));
    assertThat(message.html()).doesNotContain("evil.example", "nowhere");
  }

  @Test
  @DisplayName("is refused if a name has neither value nor default")
  void rejectsMissingValue() {
    assertThatThrownBy(() -> compose(variant("s", "{{name}}", "t")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("variants[0].html")
        .hasMessageContaining("{{name}}");
  }

  @Test
  @DisplayName("shows neither address nor token in its text form")
  void hidesAddressAndTokenInToString() {
    MailMessage message = compose(variant("s", COMPLETE, "t"));
    String shown = message + " " + message.headers();
    assertThat(shown).doesNotContain("ann", "https://", message.tags().get("subscriber"));
  }

  @Test
  @DisplayName("is the same when composed again")
  void isDeterministic() {
    assertThat(compose(variant("s", COMPLETE, "t")))
        .isEqualTo(compose(variant("s", COMPLETE, "t")));
  }

  private static String token(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }
}
