package dev.sluice.aws.ses;

import dev.sluice.aws.wiring.Wiring;
import dev.sluice.mail.CampaignTemplates;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MarketingMail;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.delivery.Mailrooms;
import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.Mailroom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Mailrooms that render an agenda's campaigns and hand the messages to SES.
 *
 * <p>Compiled templates are kept between agendas, as a function is called again and again for the
 * same few campaigns.
 */
public final class CampaignMailrooms implements Mailrooms {

  /** Campaigns whose templates are kept: more than a team sends at a time, few for the memory. */
  private static final int MAX_KEPT = 32;

  private final MarketingMail mail;
  private final SesSender sender;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, CampaignTemplates> kept = new LinkedHashMap<>(16, 0.75f, true);

  private record Key(CampaignId campaign, long version) {}

  /** Creates them. */
  public CampaignMailrooms(MarketingMail mail, SesSender sender) {
    this.mail = mail;
    this.sender = sender;
  }

  /** Returns mailrooms made from a function's variables. */
  public static CampaignMailrooms of(Wiring wiring) {
    return new CampaignMailrooms(MailWiring.marketingMail(wiring), MailWiring.sender(wiring));
  }

  @Override
  public Mailroom of(Agenda agenda) {
    return (subscriber, campaign, _) -> letter(agenda, subscriber, campaign);
  }

  private Letter letter(Agenda agenda, Subscriber subscriber, CampaignId campaign) {
    Agenda.Item item =
        agenda
            .of(campaign)
            .orElseThrow(() -> new IllegalStateException("not on the agenda: " + campaign));
    MailMessage message = mail.compose(templates(item.tracked()), item.topic(), subscriber);
    return () -> sender.send(message);
  }

  private CampaignTemplates templates(TrackedCampaign tracked) {
    lock.lock();
    try {
      CampaignTemplates templates =
          kept.computeIfAbsent(
              new Key(tracked.id(), tracked.version()),
              _ -> CampaignTemplates.compile(tracked.campaign()));
      if (kept.size() > MAX_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      return templates;
    } finally {
      lock.unlock();
    }
  }
}
