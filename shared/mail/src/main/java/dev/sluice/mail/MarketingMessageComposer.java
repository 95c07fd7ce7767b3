package dev.sluice.mail;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.mail.i18n.Languages;
import dev.sluice.mail.link.LinkClaims;
import dev.sluice.mail.link.LinkTokens;
import dev.sluice.mail.link.LinkUrls;
import java.util.Map;

/**
 * Composes a campaign's message to a subscriber: rendered parts, one-click headers, footer, tags.
 *
 * <p>Immutable and safe for concurrent use.
 */
public final class MarketingMessageComposer {

  private final MarketingSender sender;
  private final LinkTokens links;
  private final LinkUrls urls;
  private final LinkTokens tagTokens;
  private final Languages languages;

  /**
   * Creates a composer.
   *
   * @param links the tokens of links
   * @param tagTokens the tokens of tags, which have separate keys
   * @param languages the languages of footers
   */
  public MarketingMessageComposer(
      MarketingSender sender,
      LinkTokens links,
      LinkUrls urls,
      LinkTokens tagTokens,
      Languages languages) {
    this.sender = sender;
    this.links = links;
    this.urls = urls;
    this.tagTokens = tagTokens;
    this.languages = languages;
  }

  /**
   * Returns the message, in the variant assigned to the subscriber.
   *
   * <p>A variable in a template takes the subscriber's value, else the campaign's default. {@code
   * unsubscribe_url}, {@code preferences_url} and {@code postal_address} are always defined.
   *
   * @param topic the campaign's topic
   * @throws InvalidInputException if it cannot be rendered: a variable without value and default,
   *     or a result that is too large
   */
  public MailMessage compose(CampaignTemplates templates, Topic topic, Subscriber subscriber) {
    Campaign campaign = templates.campaign();
    Variant variant = VariantAssignment.assign(campaign, subscriber.id());
    CompiledMessage message = templates.forVariant(variant);
    SystemVariables system =
        SystemVariables.create(links, urls, sender.postalAddress(), campaign, subscriber.id());
    Map<String, Object> values = values(campaign, subscriber, system);
    Footer footer = new Footer(languages.select(subscriber.locale()), system, topic.name());
    String html = message.html().render(values);
    return new MailMessage(
        sender.fromFor(topic.sender()),
        subscriber.address(),
        sender.replyToFor(topic.sender()),
        message.subject().render(values),
        UntrackedLinks.mark(footer.completeHtml(html), urls.base()),
        footer.completeText(message.renderText(html, values)),
        OneClick.headers(system.unsubscribe(), topic, sender.from().address().domain()),
        tags(campaign, variant, subscriber),
        sender.configurationSet());
  }

  private Map<String, String> tags(Campaign campaign, Variant variant, Subscriber subscriber) {
    return Map.of(
        MessageTags.KIND, MessageTags.MARKETING,
        MessageTags.TOPIC, campaign.topic().value(),
        MessageTags.CAMPAIGN, campaign.id().value(),
        MessageTags.VARIANT, variant.id(),
        MessageTags.SUBSCRIBER, tagTokens.sign(LinkClaims.feedback(subscriber.id().value())),
        MessageTags.FEEDBACK_ID_A, campaign.id().value(),
        MessageTags.FEEDBACK_ID_B, MessageTags.MARKETING + "_" + campaign.topic().value());
  }

  private static Map<String, Object> values(
      Campaign campaign, Subscriber subscriber, SystemVariables system) {
    Map<String, Object> values =
        TemplateVariables.merge(campaign.defaults(), subscriber.attributes());
    values.putAll(system.values());
    return values;
  }
}
