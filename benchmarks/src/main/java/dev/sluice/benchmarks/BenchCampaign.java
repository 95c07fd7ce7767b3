package dev.sluice.benchmarks;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.FrequencyCap;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.policy.Window;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sending.MessageRenderer;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MailboxAddress;
import dev.sluice.ses.SesSender;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** A campaign to all subscribers under a daily cap, with a short message. */
final class BenchCampaign {

  static final Instant START = Instant.parse("2026-11-27T08:00:00Z");
  static final String CONFIGURATION_SET = "marketing";

  private static final Topic OFFERS =
      new Topic(
          new TopicId("offers"),
          "Offers",
          "What is cheap",
          Topic.OptInMode.OPT_OUT,
          Cadence.AS_IT_COMES);

  private BenchCampaign() {}

  static ActiveCampaigns activeCampaigns() {
    return new ActiveCampaigns(
        policy(),
        List.of(new ActiveCampaigns.ActiveCampaign(trackedCampaign(), OFFERS, everyone())));
  }

  static MessageRenderer messageRenderer(SesV2Client ses) {
    SesSender sender = new SesSender(ses);
    MailboxAddress from = MailboxAddress.parse("from", "offers@example.com");
    return (subscriber, campaign, _) -> {
      MailMessage message =
          new MailMessage(
              from,
              subscriber.address(),
              Optional.empty(),
              "Offers",
              "<p>Offers</p>",
              "Offers",
              List.of(),
              Map.of("campaign", campaign.value()),
              CONFIGURATION_SET);
      return () -> sender.send(message);
    };
  }

  private static SendPolicy policy() {
    FrequencyCap daily =
        new FrequencyCap(
            "daily", 1, new Window.Rolling(Duration.ofDays(1)), Optional.empty(), everyone());
    return new SendPolicy(1, List.of(daily), Optional.empty(), ZoneOffset.UTC, Duration.ZERO);
  }

  private static Criterion everyone() {
    return new Criterion.Everyone();
  }

  private static TrackedCampaign trackedCampaign() {
    Campaign campaign =
        new Campaign(
            new CampaignId("backlog"),
            "Backlog",
            OFFERS.id(),
            List.of(),
            List.of(),
            List.of(new Variant("a", 1, "Offers", "<p>Offers</p>", "Offers")),
            Priority.NORMAL,
            START,
            START.plus(Duration.ofDays(7)),
            WhenCapped.WAIT,
            Map.of(),
            List.of());
    return new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, START, 1);
  }
}
