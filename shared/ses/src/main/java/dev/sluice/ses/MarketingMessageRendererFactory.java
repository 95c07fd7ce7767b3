package dev.sluice.ses;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.sending.MessageRenderer;
import dev.sluice.core.sending.MessageRendererFactory;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.mail.CampaignTemplates;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MarketingMessageComposer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Creates renderers that compose the messages of active campaigns and send them through SES.
 *
 * <p>Compiled templates are cached, because one function instance is invoked many times for the
 * same few campaigns. A version of a campaign never changes, so no {@code ExpiringCache} holds
 * them.
 */
public final class MarketingMessageRendererFactory implements MessageRendererFactory {

  /** Campaigns with cached templates: more than a team sends at a time, few for the memory. */
  private static final int MAX_CACHED = 32;

  private final MarketingMessageComposer mail;
  private final SesSender sender;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, CampaignTemplates> templatesByCampaign =
      new LinkedHashMap<>(16, 0.75f, true);

  private record Key(CampaignId campaign, long version) {}

  public MarketingMessageRendererFactory(MarketingMessageComposer mail, SesSender sender) {
    this.mail = mail;
    this.sender = sender;
  }

  /** Returns a factory configured by a function's variables. */
  public static MarketingMessageRendererFactory of(FunctionContext context) {
    return new MarketingMessageRendererFactory(
        SesMailModule.marketingMail(context), SesMailModule.sender(context));
  }

  @Override
  public MessageRenderer create(ActiveCampaigns campaigns) {
    return (subscriber, campaign, _) -> prepare(campaigns, subscriber, campaign);
  }

  private PreparedMessage prepare(
      ActiveCampaigns campaigns, Subscriber subscriber, CampaignId campaign) {
    ActiveCampaigns.ActiveCampaign item =
        campaigns
            .find(campaign)
            .orElseThrow(() -> new IllegalStateException("not an active campaign: " + campaign));
    MailMessage message = mail.compose(templates(item.tracked()), item.topic(), subscriber);
    return () -> sender.send(message);
  }

  private CampaignTemplates templates(TrackedCampaign tracked) {
    lock.lock();
    try {
      CampaignTemplates templates =
          templatesByCampaign.computeIfAbsent(
              new Key(tracked.id(), tracked.version()),
              _ -> CampaignTemplates.compile(tracked.campaign()));
      if (templatesByCampaign.size() > MAX_CACHED) {
        templatesByCampaign.remove(templatesByCampaign.keySet().iterator().next());
      }
      return templates;
    } finally {
      lock.unlock();
    }
  }
}
