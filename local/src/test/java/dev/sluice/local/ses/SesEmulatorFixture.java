package dev.sluice.local.ses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.emulator.EmulatorClients;
import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.mailbox.LocalMailbox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/** An SES endpoint at a time that tests set, and the AWS SDK that calls it. */
final class SesEmulatorFixture {

  static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final LocalMailbox mailbox = LocalMailbox.inMemory();
  private final SesEmulator ses;
  private final SesV2Client client;

  SesEmulatorFixture() {
    this(SesSendQuota.of(14, 1_000));
  }

  SesEmulatorFixture(SesSendQuota quota) {
    ses = new SesEmulator(mailbox, now::get, quota, Set.of("marketing"));
    client =
        EmulatorClients.ses(
            new EmulatorClients.Target(
                URI.create("http://ses.local"), new InProcessHttpClient(ses)));
  }

  LocalMailbox mailbox() {
    return mailbox;
  }

  SesEmulator ses() {
    return ses;
  }

  SesV2Client client() {
    return client;
  }

  Instant now() {
    return now.get();
  }

  void now(Instant instant) {
    now.set(instant);
  }

  /** Sends as many messages, all of which must be accepted. */
  int send(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(client.sendEmail(simple(r -> {})).messageId()).isNotEmpty();
    }
    return count;
  }

  /** Sends a message; returns whether it was accepted rather than throttled. */
  boolean isAccepted() {
    try {
      return !client.sendEmail(simple(r -> {})).messageId().isEmpty();
    } catch (TooManyRequestsException e) {
      return false;
    }
  }

  static SendEmailRequest simple(Consumer<SendEmailRequest.Builder> change) {
    SendEmailRequest.Builder request =
        SendEmailRequest.builder()
            .fromEmailAddress("Sluice <news@sluice.example>")
            .destination(d -> d.toAddresses("ann@example.com"));
    withHeader("List-Unsubscribe", "<https://example.com/u/1>").accept(request);
    change.accept(request);
    return request.build();
  }

  static Consumer<SendEmailRequest.Builder> withHeader(String name, String value) {
    return r ->
        r.content(c ->
            c.simple(s ->
                s.subject(t -> t.data("Grüße ✓").charset(StandardCharsets.UTF_8.name()))
                    .body(b -> b.text(t -> t.data("Hi")).html(t -> t.data("<p>Hi</p>")))
                    .headers(header(name, value))));
  }

  static MessageHeader header(String name, String value) {
    return MessageHeader.builder().name(name).value(value).build();
  }

  static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }
}
