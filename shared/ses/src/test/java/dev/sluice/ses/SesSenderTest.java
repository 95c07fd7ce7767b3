package dev.sluice.ses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.lambda.SdkAwsClients;
import dev.sluice.mail.MailHeader;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MailboxAddress;
import dev.sluice.ses.HttpFaultServer.Behavior;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A message handed to SES")
@ExtendWith(AwsSystemPropertiesExtension.class)
class SesSenderTest {

  private static final Behavior TAKEN = new Behavior.Respond(200, "", "{\"MessageId\":\"m-1\"}");
  private static final MailMessage MESSAGE =
      new MailMessage(
          MailboxAddress.parse("from", "The Shop <news@shop.example>"),
          new EmailAddress("ann@example.com"),
          Optional.of(MailboxAddress.parse("replyTo", "help@shop.example")),
          "Hällo 😀",
          "<p>Hi</p>",
          "Hi",
          List.of(new MailHeader("List-Unsubscribe", "<https://shop.example/u/t>")),
          Map.of("kind", "marketing"),
          "marketing-set");

  @Test
  @DisplayName("is accepted with SES's id, and carries parts, headers, tags and configuration set")
  void returnsTheMessageIdAndSendsAllParts() throws IOException {
    try (HttpFaultServer server = HttpFaultServer.always(TAKEN)) {
      assertThat(send(server)).isEqualTo(new SendOutcome.Accepted("m-1"));
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().getFirst().line()).startsWith("POST /v2/email/outbound-emails");
      JsonNode body = new JsonMapper().readTree(server.requests().getFirst().body());
      assertThat(body.at("/FromEmailAddress").stringValue())
          .isEqualTo("\"The Shop\" <news@shop.example>");
      assertThat(body.at("/Destination/ToAddresses/0").stringValue()).isEqualTo("ann@example.com");
      assertThat(body.at("/ReplyToAddresses/0").stringValue()).isEqualTo("help@shop.example");
      assertThat(body.at("/ConfigurationSetName").stringValue()).isEqualTo("marketing-set");
      assertThat(body.at("/EmailTags/0/Name").stringValue()).isEqualTo("kind");
      assertThat(body.at("/EmailTags/0/Value").stringValue()).isEqualTo("marketing");
      JsonNode simple = body.at("/Content/Simple");
      assertThat(simple.at("/Subject/Data").stringValue()).isEqualTo("Hällo 😀");
      assertThat(simple.at("/Subject/Charset").stringValue()).isEqualTo("UTF-8");
      assertThat(simple.at("/Body/Html/Data").stringValue()).isEqualTo("<p>Hi</p>");
      assertThat(simple.at("/Body/Text/Data").stringValue()).isEqualTo("Hi");
      assertThat(simple.at("/Headers/0/Name").stringValue()).isEqualTo("List-Unsubscribe");
      assertThat(simple.at("/Headers/0/Value").stringValue())
          .isEqualTo("<https://shop.example/u/t>");
    }
  }

  @ParameterizedTest(name = "{1} ({0}: {2}) is {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | TooManyRequestsException | Maximum sending rate exceeded. | Throttled[limit=RATE]",
        "429 | TooManyRequestsException | Daily message quota exceeded. | Throttled[limit=DAILY]",
        "429 | TooManyRequestsException | Too Many Requests | Throttled[limit=RATE]",
        "400 | LimitExceededException | Daily message quota exceeded | Throttled[limit=DAILY]",
        "400 | LimitExceededException | Maximum sending rate exceeded | Throttled[limit=RATE]",
        "400 | LimitExceededException | Too many resources |" + " Unavailable[cause=ACCOUNT_LIMIT]",
        "400 | ThrottlingException | Rate exceeded | Throttled[limit=RATE]",
        "400 | Throttling | Daily message quota exceeded | Throttled[limit=DAILY]",
        "400 | AccountSuspendedException | x | Unavailable[cause=ACCOUNT_SUSPENDED]",
        "400 | SendingPausedException | x | Unavailable[cause=SENDING_PAUSED]",
        "400 | MailFromDomainNotVerifiedException | x |"
            + " Unavailable[cause=MAIL_FROM_NOT_VERIFIED]",
        "404 | NotFoundException | Configuration set does not exist |"
            + " Unavailable[cause=CONFIGURATION_SET_MISSING]",
        "403 | AccessDeniedException | not authorized | Unavailable[cause=ACCESS_DENIED]",
        "403 | SignatureDoesNotMatch | x | Unavailable[cause=ACCESS_DENIED]",
        "400 | ExpiredTokenException | x | Unavailable[cause=ACCESS_DENIED]",
        "400 | MessageRejected | Email address is not verified: Ann@example.com |"
            + " Unavailable[cause=RECIPIENT_NOT_VERIFIED]",
        "400 | MessageRejected | Email address is not verified: news@example.com |"
            + " Unavailable[cause=IDENTITY_NOT_VERIFIED]",
        "400 | MessageRejected | Address blacklisted ann@example.com |"
            + " Refused[cause=MessageRejected]",
        "400 | BadRequestException | Invalid header for ann@example.com |"
            + " Refused[cause=BadRequestException]",
        "413 | RequestEntityTooLarge | x | Refused[cause=RequestEntityTooLarge]",
        "408 | RequestTimeout | x | Unknown[cause=RequestTimeout]",
        "500 | InternalServiceErrorException | x | Unknown[cause=InternalServiceErrorException]",
        "503 | ServiceUnavailable | x | Unknown[cause=ServiceUnavailable]",
        "502 | '' | x | Unknown[cause=status 502]"
      })
  @DisplayName("has an outcome for every answer of SES, after one request, and no address in it:")
  void classifiesEveryResponse(int status, String type, String message, String outcome)
      throws IOException {
    Behavior answer = new Behavior.Respond(status, type, "{\"message\":\"" + message + "\"}");
    try (HttpFaultServer server = HttpFaultServer.always(answer)) {
      assertThat(send(server)).hasToString(outcome);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("is unknown, and not sent again, if the connection breaks before the answer")
  void isUnknownWhenTheConnectionBreaks() throws IOException {
    try (HttpFaultServer server = HttpFaultServer.always(new Behavior.HangUp())) {
      assertThat(send(server)).isInstanceOf(SendOutcome.Unknown.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("is not sent again by the HTTP client if a reused connection breaks")
  void doesNotResendOnBrokenReusedConnection() throws IOException {
    try (HttpFaultServer server =
        new HttpFaultServer(number -> number == 2 ? new Behavior.HangUp() : TAKEN)) {
      SesSender sender = sender(server);
      assertThat(sender.send(MESSAGE)).isInstanceOf(SendOutcome.Accepted.class);
      assertThat(sender.send(MESSAGE)).isInstanceOf(SendOutcome.Unknown.class);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).as("the second request reused the first's").isEqualTo(1);
    }
  }

  @Test
  @DisplayName("is unknown if the answer is not in time")
  void isUnknownOnTimeout() throws IOException {
    try (HttpFaultServer server = HttpFaultServer.always(new Behavior.StaySilent());
        SesV2Client impatient =
            SesV2Client.builder()
                .endpointOverride(URI.create(server.url()))
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .httpClientBuilder(
                    UrlConnectionHttpClient.builder().socketTimeout(Duration.ofMillis(200)))
                .build()) {
      assertThat(new SesSender(impatient).send(MESSAGE)).isInstanceOf(SendOutcome.Unknown.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  @DisplayName("is unknown if the answer cannot be read")
  void isUnknownWhenTheResponseIsUnreadable() throws IOException {
    try (HttpFaultServer server =
        HttpFaultServer.always(new Behavior.Respond(200, "", "{\"Mess"))) {
      assertThat(send(server)).isInstanceOf(SendOutcome.Unknown.class);
    }
  }

  @Test
  @DisplayName("is withheld if nobody listens")
  void isWithheldWhenConnectionIsRefused() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(sender("http://127.0.0.1:" + port).send(MESSAGE))
        .isEqualTo(new SendOutcome.Unavailable(WithheldCause.NOT_REACHED));
  }

  @Test
  @DisplayName("is withheld if the name of the endpoint is unknown")
  void isWithheldWhenTheHostIsUnknown() {
    assertThat(sender("http://ses.invalid").send(MESSAGE))
        .isEqualTo(new SendOutcome.Unavailable(WithheldCause.NOT_REACHED));
  }

  private static SendOutcome send(HttpFaultServer server) {
    return sender(server).send(MESSAGE);
  }

  private static SesSender sender(HttpFaultServer server) {
    return sender(server.url());
  }

  private static SesSender sender(String url) {
    return new SesSender(
        new SdkAwsClients(Map.of("AWS_ENDPOINT_URL_SESV2", url)).get(SesSender.CLIENT));
  }
}
