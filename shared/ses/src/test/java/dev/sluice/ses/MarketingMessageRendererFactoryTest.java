package dev.sluice.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignState;
import dev.sluice.core.campaign.Priority;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.campaign.WhenCapped;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.segment.Criterion;
import dev.sluice.core.sending.MessageRenderer;
import dev.sluice.core.sending.PreparedMessage;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.LifecycleStage;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.InvalidInputException;
import dev.sluice.lambda.AwsClients;
import dev.sluice.lambda.CapturedLog;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.SdkAwsClients;
import dev.sluice.ses.HttpFaultServer.Behavior;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A mailroom")
@ExtendWith(AwsSystemPropertiesExtension.class)
class MarketingMessageRendererFactoryTest {

  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final CampaignId SPRING = new CampaignId("spring");
  private static final Behavior TAKEN = new Behavior.Respond(200, "", "{\"MessageId\":\"m-1\"}");
  private static final Behavior SECRET =
      new Behavior.Respond(200, "", "{\"SecretString\":\"" + "k".repeat(64) + "\"}");

  @Test
  @DisplayName("writes a message when asked, and sends it when it is posted")
  void rendersFirstAndSendsLater() throws IOException {
    try (HttpFaultServer ses = HttpFaultServer.always(TAKEN);
        HttpFaultServer secrets = HttpFaultServer.always(SECRET)) {
      MessageRenderer mailroom =
          MarketingMessageRendererFactory.of(context(ses, secrets))
              .create(agenda("Hi {{name}}", 1));
      PreparedMessage letter = mailroom.render(subscriber(), SPRING, NOW);
      assertThat(ses.requests()).isEmpty();
      assertThat(letter.send()).isEqualTo(new SendOutcome.Accepted("m-1"));
      assertThat(ses.requests().getFirst().body())
          .contains(
              "Hi friend", "ann@example.com", "https://mail.shop.example/u/", "1 Main Street");
    }
  }

  @Test
  @DisplayName("refuses what cannot be rendered before anything is sent")
  void rejectsUnrenderableMessagesBeforeSending() throws IOException {
    try (HttpFaultServer ses = HttpFaultServer.always(TAKEN);
        HttpFaultServer secrets = HttpFaultServer.always(SECRET)) {
      MessageRenderer mailroom =
          MarketingMessageRendererFactory.of(context(ses, secrets)).create(agenda("{{city}}", 1));
      assertThatThrownBy(() -> mailroom.render(subscriber(), SPRING, NOW))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("{{city}}");
      assertThat(ses.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("writes the campaign as it is on its agenda, although templates are kept")
  void rendersTheCampaignVersionOfItsActiveCampaigns() throws IOException {
    try (HttpFaultServer ses = HttpFaultServer.always(TAKEN);
        HttpFaultServer secrets = HttpFaultServer.always(SECRET)) {
      MarketingMessageRendererFactory mailrooms =
          MarketingMessageRendererFactory.of(context(ses, secrets));
      mailrooms.create(agenda("one", 1)).render(subscriber(), SPRING, NOW).send();
      mailrooms.create(agenda("two", 2)).render(subscriber(), SPRING, NOW).send();
      assertThat(ses.requests().getLast().body()).contains("\"two\"").doesNotContain("\"one\"");
    }
  }

  @Test
  @DisplayName("names the variable that is missing or wrong")
  void namesMissingOrInvalidVariables() {
    FunctionContext bare =
        new FunctionContext(
            Map.of(), InstantSource.fixed(NOW), _ -> {}, null, null, CapturedLog.to(List.of()));
    assertThatThrownBy(() -> MarketingMessageRendererFactory.of(bare))
        .hasMessageContaining("SENDER_ADDRESS");
  }

  private static FunctionContext context(HttpFaultServer ses, HttpFaultServer secrets) {
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL_SESV2", ses.url(),
            "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url(),
            "SENDER_ADDRESS", "Shop <news@shop.example>",
            "POSTAL_ADDRESS", "Shop, 1 Main Street",
            "MARKETING_CONFIGURATION_SET", "marketing",
            "LINK_BASE_URL", "https://mail.shop.example",
            "LINK_KEY_SECRET", "link-key",
            "TAG_KEY_SECRET", "tag-key");
    AwsClients clients = new SdkAwsClients(environment);
    return new FunctionContext(
        environment,
        InstantSource.fixed(NOW),
        _ -> {},
        Executors.newVirtualThreadPerTaskExecutor(),
        clients,
        CapturedLog.to(new ArrayList<>()));
  }

  private static ActiveCampaigns agenda(String subject, long version) {
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
            Map.of("name", "friend"),
            List.of());
    Topic topic =
        new Topic(
            new TopicId("offers"), "Offers", "Offers", Topic.OptInMode.OPT_IN, Cadence.AS_IT_COMES);
    SendPolicy policy =
        new SendPolicy(1, List.of(), Optional.empty(), ZoneOffset.UTC, Duration.ZERO);
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, NOW, version);
    return new ActiveCampaigns(
        policy,
        List.of(new ActiveCampaigns.ActiveCampaign(tracked, topic, new Criterion.All(List.of()))));
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
