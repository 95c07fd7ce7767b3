package dev.sluice.bench;

import dev.sluice.aws.ses.SesSender;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.Mailbox;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.FrequencyCap;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.policy.Window;
import dev.sluice.scheduling.visit.Mailroom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** One campaign to everybody under a daily cap, with a short message. */
final class BenchCampaign {

  static final Instant START = Instant.parse("2026-11-27T08:00:00Z");
  static final String CONFIGURATION_SET = "marketing";

  private static final Topic OFFERS =
      new Topic(
          new TopicId("offers"),
          "Offers",
          "What is cheap",
          Topic.Joining.OPT_OUT,
          Cadence.AS_IT_COMES);

  private BenchCampaign() {}

  static Agenda agenda() {
    return new Agenda(policy(), List.of(new Agenda.Item(tracked(), OFFERS, everyone())));
  }

  static Mailroom mailroom(SesV2Client ses) {
    SesSender sender = new SesSender(ses);
    Mailbox from = Mailbox.parse("from", "offers@example.com");
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

  private static TrackedCampaign tracked() {
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
            Map.of());
    return new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, START, 1);
  }
}
