package dev.sluice.mail;

import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkUrls;
import dev.sluice.mail.link.SignedLinks;
import dev.sluice.mail.words.Languages;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.policy.Topic;
import java.util.Map;

/**
 * Writes a campaign's message to a subscriber: rendered parts, one-click headers, footer, tags.
 *
 * <p>Immutable; one instance may compose side by side.
 */
public final class MarketingMail {

  private final Sender sender;
  private final SignedLinks links;
  private final LinkUrls urls;
  private final Languages languages;

  /**
   * Creates it.
   *
   * @param languages what footers are written in
   */
  public MarketingMail(Sender sender, SignedLinks links, LinkUrls urls, Languages languages) {
    this.sender = sender;
    this.links = links;
    this.urls = urls;
    this.languages = languages;
  }

  /**
   * Returns the message, in the variant drawn for the subscriber.
   *
   * <p>A name in a template takes the subscriber's value, else the campaign's default. {@code
   * unsubscribe_url}, {@code preferences_url} and {@code postal_address} are built in.
   *
   * @param topic the campaign's topic
   * @throws InvalidInputException if it cannot be rendered: a name without value and default, or a
   *     result that is too large
   */
  public MailMessage compose(CampaignTemplates templates, Topic topic, Subscriber subscriber) {
    Campaign campaign = templates.campaign();
    Variant variant = VariantChoice.choose(campaign, subscriber.id());
    Wording wording = templates.of(variant);
    BuiltIn builtIn = BuiltIn.of(links, urls, sender.postalAddress(), campaign, subscriber.id());
    Map<String, Object> values = values(campaign, subscriber, builtIn);
    FooterTexts words = FooterTexts.in(languages.of(subscriber.locale()));
    Footer footer = new Footer(words, builtIn, topic.name());
    String html = wording.html().render(values);
    return new MailMessage(
        sender.from(),
        subscriber.address(),
        sender.replyTo(),
        wording.subject().render(values),
        footer.completedHtml(html),
        footer.completedText(wording.textBeside(html, values)),
        OneClick.headers(builtIn.unsubscribe(), topic, sender.from().address().domain()),
        tags(campaign, variant, subscriber),
        sender.configurationSet());
  }

  private Map<String, String> tags(Campaign campaign, Variant variant, Subscriber subscriber) {
    return Map.of(
        MessageTags.KIND, MessageTags.MARKETING,
        MessageTags.TOPIC, campaign.topic().value(),
        MessageTags.CAMPAIGN, campaign.id().value(),
        MessageTags.VARIANT, variant.id(),
        MessageTags.SUBSCRIBER, links.sign(LinkClaims.feedback(subscriber.id().value())));
  }

  private static Map<String, Object> values(
      Campaign campaign, Subscriber subscriber, BuiltIn builtIn) {
    Map<String, Object> values = PlainValues.of(campaign.defaults(), subscriber.attributes());
    values.putAll(builtIn.values());
    return values;
  }
}
