package dev.sluice.aws.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.ses.FaultyServer.Answer;
import dev.sluice.aws.wiring.AwsClients;
import dev.sluice.aws.wiring.SdkClients;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.InvalidInputException;
import dev.sluice.scheduling.audience.Criterion;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.LifecycleStage;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.Priority;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.campaign.Variant;
import dev.sluice.scheduling.campaign.WhenCapped;
import dev.sluice.scheduling.delivery.Agenda;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.visit.Letter;
import dev.sluice.scheduling.visit.Mailroom;
import dev.sluice.scheduling.visit.SendOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A mailroom")
@ExtendWith(AwsProperties.class)
class CampaignMailroomsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final CampaignId SPRING = new CampaignId("spring");
  private static final Answer TAKEN = new Answer.Respond(200, "", "{\"MessageId\":\"m-1\"}");
  private static final Answer SECRET =
      new Answer.Respond(200, "", "{\"SecretString\":\"" + "k".repeat(64) + "\"}");

  @Test
  @DisplayName("writes a message when asked, and sends it when it is posted")
  void writesThenSends() throws IOException {
    try (FaultyServer ses = FaultyServer.always(TAKEN);
        FaultyServer secrets = FaultyServer.always(SECRET)) {
      Mailroom mailroom = CampaignMailrooms.of(wiring(ses, secrets)).of(agenda("Hi {{name}}", 1));
      Letter letter = mailroom.prepare(subscriber(), SPRING, NOW);
      assertThat(ses.requests()).isEmpty();
      assertThat(letter.post()).isEqualTo(new SendOutcome.Accepted("m-1"));
      assertThat(ses.requests().getFirst().body())
          .contains(
              "Hi friend", "ann@example.com", "https://mail.shop.example/u/", "1 Main Street");
    }
  }

  @Test
  @DisplayName("refuses what cannot be rendered before anything is sent")
  void refusesBeforeSending() throws IOException {
    try (FaultyServer ses = FaultyServer.always(TAKEN);
        FaultyServer secrets = FaultyServer.always(SECRET)) {
      Mailroom mailroom = CampaignMailrooms.of(wiring(ses, secrets)).of(agenda("{{city}}", 1));
      assertThatThrownBy(() -> mailroom.prepare(subscriber(), SPRING, NOW))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("{{city}}");
      assertThat(ses.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("writes the campaign as it is on its agenda, although templates are kept")
  void followsItsAgenda() throws IOException {
    try (FaultyServer ses = FaultyServer.always(TAKEN);
        FaultyServer secrets = FaultyServer.always(SECRET)) {
      CampaignMailrooms mailrooms = CampaignMailrooms.of(wiring(ses, secrets));
      mailrooms.of(agenda("one", 1)).prepare(subscriber(), SPRING, NOW).post();
      mailrooms.of(agenda("two", 2)).prepare(subscriber(), SPRING, NOW).post();
      assertThat(ses.requests().getLast().body()).contains("\"two\"").doesNotContain("\"one\"");
    }
  }

  @Test
  @DisplayName("names the variable that is missing or wrong")
  void namesVariables() {
    Wiring bare = new Wiring(Map.of(), InstantSource.fixed(NOW), _ -> {}, null, null);
    assertThatThrownBy(() -> CampaignMailrooms.of(bare)).hasMessageContaining("SENDER_ADDRESS");
  }

  private static Wiring wiring(FaultyServer ses, FaultyServer secrets) {
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL_SESV2", ses.url(),
            "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url(),
            "SENDER_ADDRESS", "Shop <news@shop.example>",
            "POSTAL_ADDRESS", "Shop, 1 Main Street",
            "MARKETING_CONFIGURATION_SET", "marketing",
            "LINK_BASE_URL", "https://mail.shop.example",
            "LINK_KEY_SECRET", "link-key");
    AwsClients clients = new SdkClients(environment);
    return new Wiring(
        environment,
        InstantSource.fixed(NOW),
        _ -> {},
        Executors.newVirtualThreadPerTaskExecutor(),
        clients);
  }

  private static Agenda agenda(String subject, long version) {
    Campaign campaign =
        new Campaign(
            SPRING,
            "Spring sale",
            new TopicId("offers"),
            List.of(),
            List.of(),
            List.of(new Variant("a", 1, subject, "<p>x</p>", "")),
            Priority.NORMAL,
            NOW,
            NOW.plus(Duration.ofDays(1)),
            WhenCapped.WAIT,
            Map.of("name", "friend"));
    Topic topic =
        new Topic(
            new TopicId("offers"), "Offers", "Offers", Topic.Joining.OPT_IN, Cadence.AS_IT_COMES);
    SendPolicy policy =
        new SendPolicy(1, List.of(), Optional.empty(), ZoneOffset.UTC, Duration.ZERO);
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, NOW, version);
    return new Agenda(
        policy, List.of(new Agenda.Item(tracked, topic, new Criterion.All(List.of()))));
  }

  private static Subscriber subscriber() {
    return new Subscriber(
        new SubscriberId("s1"),
        new EmailAddress("ann@example.com"),
        Optional.empty(),
        Optional.empty(),
        LifecycleStage.ACTIVE,
        Map.of());
  }
}
