package dev.sluice.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.subscriber.AttributeValue;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.mail.i18n.Languages;
import dev.sluice.mail.link.LinkKey;
import dev.sluice.mail.link.LinkKeys;
import dev.sluice.mail.link.LinkTokens;
import dev.sluice.mail.link.LinkUrls;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop, its subscriber Ann, and a campaign to her. */
final class MailFixtures {

  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final String POSTAL_ADDRESS = "Shop & Co, 1 Main Street, Tallinn 10111";
  static final Topic OFFERS = topic("Special offers");

  static final LinkTokens LINKS =
      new LinkTokens(
          () -> new LinkKeys(LinkKey.of(new byte[32]), Optional.empty()),
          Duration.ofDays(400),
          InstantSource.fixed(NOW));

  /** The tokens of tags, with another key. */
  static final LinkTokens TAGS =
      new LinkTokens(
          () -> new LinkKeys(LinkKey.of("tags".repeat(8).getBytes(UTF_8)), Optional.empty()),
          Duration.ofDays(400),
          InstantSource.fixed(NOW));

  static final MarketingMessageComposer MAIL =
      new MarketingMessageComposer(
          new MarketingSender(
              MailboxAddress.parse("from", "The Shop <news@shop.example>"),
              Optional.empty(),
              POSTAL_ADDRESS,
              "marketing"),
          LINKS,
          new LinkUrls(URI.create("https://mail.shop.example")),
          TAGS,
          Languages.installed());

  private MailFixtures() {}

  static Topic topic(String name) {
    return new Topic(
        new TopicId("offers"), name, "What is cheaper now", Topic.OptInMode.OPT_IN, Cadence.WEEKLY);
  }

  static Subscriber subscriber(Map<String, AttributeValue> attributes) {
    return new Subscriber(
        new SubscriberId("ann@example.com"),
        new EmailAddress("ann@example.com"),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        attributes);
  }

  static Campaign campaign(Map<String, String> defaults, Variant... variants) {
    return new Campaign(
        new CampaignId("spring"),
        "Spring sale",
        new TopicId("offers"),
        List.of(),
        List.of(),
        List.of(variants),
        Priority.NORMAL,
        NOW,
        NOW.plus(Duration.ofDays(7)),
        WhenCapped.WAIT,
        defaults,
        List.of());
  }

  static Variant variant(String subject, String html, String text) {
    return new Variant("a", 1, subject, html, text);
  }

  static MailMessage compose(Variant variant) {
    return MAIL.compose(
        CampaignTemplates.compile(campaign(Map.of(), variant)), OFFERS, subscriber(Map.of()));
  }
}
