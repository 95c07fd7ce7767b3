package dev.sluice.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.lambda.SdkAwsClients;
import dev.sluice.mail.MailHeader;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MailboxAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;

@DisplayName("At the SES endpoint of the environment, a message")
@ExtendWith(AwsSystemPropertiesExtension.class)
class SesEndpointTest {

  private static final String SET = "sluice-endpoint-test";

  private final SesV2Client ses = new SdkAwsClients(System.getenv()).get(SesSender.CLIENT);

  @BeforeEach
  void needsAnEndpoint() {
    boolean set =
        Stream.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SESV2")
            .anyMatch(name -> !System.getenv().getOrDefault(name, "").isBlank());
    if (!set) {
      System.out.println(
          "SKIPPED: SES endpoint tests need AWS_ENDPOINT_URL, such as a moto server's");
    }
    assumeTrue(set, "AWS_ENDPOINT_URL is not set");
    ignoringExisting(() -> ses.createEmailIdentity(r -> r.emailIdentity("news@shop.example")));
    ignoringExisting(() -> ses.createConfigurationSet(r -> r.configurationSetName(SET)));
  }

  @Test
  @DisplayName("from a verified sender is accepted")
  void fromAVerifiedSenderIsAccepted() {
    assertThat(send("news@shop.example")).isInstanceOf(SendOutcome.Accepted.class);
  }

  @Test
  @DisplayName("from another sender is withheld, not dropped")
  void fromAnotherSenderIsWithheldAndNotDropped() {
    assertThat(send("nobody@unverified.example")).isInstanceOf(SendOutcome.Unavailable.class);
  }

  private SendOutcome send(String from) {
    return new SesSender(ses)
        .send(
            new MailMessage(
                MailboxAddress.parse("from", "The Shop <" + from + ">"),
                new EmailAddress("ann@example.com"),
                Optional.empty(),
                "Hi",
                "<p>Hi</p>",
                "Hi",
                List.of(new MailHeader("List-Unsubscribe", "<https://shop.example/u/t>")),
                Map.of("kind", "marketing"),
                SET));
  }

  private static void ignoringExisting(Runnable creation) {
    try {
      creation.run();
    } catch (SesV2Exception failure) {
      // Left by an earlier run; emulators differ in the type they answer with.
      assertThat(failure).hasMessageContaining("already exists");
    }
  }
}
