package dev.sluice.ses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.lambda.SdkAwsClients;
import dev.sluice.mail.MailMessage;
import dev.sluice.mail.MailboxAddress;
import dev.sluice.ses.HttpFaultServer.Behavior;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Connections to SES")
@ExtendWith(AwsSystemPropertiesExtension.class)
class ConnectionReuseTest {

  /** The calls that a worker has in flight at most. */
  private static final int SIDE_BY_SIDE = 100;

  private static final int MESSAGES = 1_000;

  private static final MailMessage MESSAGE =
      new MailMessage(
          MailboxAddress.parse("from", "news@shop.example"),
          new EmailAddress("ann@example.com"),
          Optional.empty(),
          "Hi",
          "<p>Hi</p>",
          "Hi",
          List.of(),
          Map.of(),
          "marketing-set");

  @Test
  @DisplayName("are kept: 1,000 messages, 100 side by side, open about 100 of them")
  void keepsConnectionsOfBatch() throws Exception {
    try (HttpFaultServer server =
            HttpFaultServer.always(new Behavior.Respond(200, "", "{\"MessageId\":\"m\"}"));
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      SesSender sender =
          new SesSender(
              new SdkAwsClients(Map.of("AWS_ENDPOINT_URL_SESV2", server.url()))
                  .get(SesSender.CLIENT));
      List<Future<SendOutcome>> outcomes =
          IntStream.range(0, MESSAGES)
              .mapToObj(_ -> threads.submit(() -> sender.send(MESSAGE)))
              .toList();
      for (Future<SendOutcome> outcome : outcomes) {
        assertThat(outcome.get()).isEqualTo(new SendOutcome.Accepted("m"));
      }
      assertThat(server.requests()).hasSize(MESSAGES);
      assertThat(server.connections()).isLessThanOrEqualTo(SIDE_BY_SIDE * 3 / 2);
    }
  }
}
