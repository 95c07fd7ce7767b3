package dev.sluice.local.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.local.mailbox.Mailbox;
import dev.sluice.local.mailbox.ReceivedMessage;
import dev.sluice.local.stores.Clients;
import dev.sluice.local.wire.InProcessHttpClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.MessageTag;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@DisplayName("The SES endpoint, called by the AWS SDK")
final class SesEndpointTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Mailbox mailbox = Mailbox.inMemory();
  private final SesEndpoint ses =
      new SesEndpoint(mailbox, now::get, SesQuota.of(14, 1_000), Set.of("marketing"));
  private final SesV2Client client =
      Clients.ses(new Clients.Target(URI.create("http://ses.local"), new InProcessHttpClient(ses)));

  @Test
  @DisplayName("accepts a message with all its parts, headers and tags")
  void accepts() {
    String id =
        client
            .sendEmail(
                simple(r ->
                    r.configurationSetName("marketing")
                        .emailTags(tag("campaign", "spring-1"), tag("topic", "offers"))))
            .messageId();

    ReceivedMessage message = mailbox.message(id).orElseThrow();
    assertThat(message.at()).isEqualTo(START);
    assertThat(message.from()).isEqualTo("Sluice <news@sluice.example>");
    assertThat(message.to()).containsExactly("ann@example.com");
    assertThat(message.subject()).isEqualTo("Grüße ✓");
    assertThat(message.html()).isEqualTo("<p>Hi</p>");
    assertThat(message.text()).isEqualTo("Hi");
    assertThat(message.header("list-unsubscribe")).contains("<https://example.com/u/1>");
    assertThat(message.tags()).isEqualTo(Map.of("campaign", "spring-1", "topic", "offers"));
    assertThat(message.configurationSet()).contains("marketing");
  }

  @Test
  @DisplayName("accepts a raw MIME message and shows its parts")
  void raw() {
    String mime =
        """
        From: news@sluice.example
        To: ann@example.com, bob@example.com
        Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
        List-Unsubscribe: <https://example.com/
         u/1>
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="b1"

        --b1
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Gr=C3=BC=
        =C3=9Fe
        --b1
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        PHA+SGk8L3A+
        --b1--
        """;
    String id =
        client
            .sendEmail(r -> r.content(c -> c.raw(raw -> raw.data(SdkBytes.fromUtf8String(mime)))))
            .messageId();

    ReceivedMessage message = mailbox.message(id).orElseThrow();
    assertThat(message.to()).containsExactly("ann@example.com", "bob@example.com");
    assertThat(message.subject()).isEqualTo("Grüße");
    assertThat(message.text()).isEqualTo("Grüße");
    assertThat(message.html()).isEqualTo("<p>Hi</p>");
    assertThat(message.headers())
        .extracting(ReceivedMessage.Header::name)
        .containsExactly("List-Unsubscribe");
  }

  @Test
  @DisplayName("tells the account's quota and what of it is used")
  void account() {
    send(3);
    var account = client.getAccount(r -> {});
    assertThat(account.sendQuota().maxSendRate()).isEqualTo(14.0);
    assertThat(account.sendQuota().max24HourSend()).isEqualTo(1_000.0);
    assertThat(account.sendQuota().sentLast24Hours()).isEqualTo(3.0);
    assertThat(account.sendingEnabled()).isTrue();
    assertThat(account.enforcementStatus()).isEqualTo("HEALTHY");
  }

  @Test
  @DisplayName("refuses an unknown configuration set")
  void unknownSet() {
    assertThatThrownBy(() -> client.sendEmail(simple(r -> r.configurationSetName("other"))))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Configuration set <other> does not exist");
  }

  @Test
  @DisplayName("refuses to send while sending is disabled, and sends again after")
  void sendingDisabled() {
    client.putAccountSendingAttributes(r -> r.sendingEnabled(false));
    assertThatThrownBy(() -> send(1)).isInstanceOf(SendingPausedException.class);
    assertThat(client.getAccount(r -> {}).sendingEnabled()).isFalse();
    ses.sendingEnabled(true);
    assertThat(send(1)).isEqualTo(1);
  }

  @Nested
  @DisplayName("keeps to the rate")
  final class Rate {

    @Test
    @DisplayName("a second's worth at once after a lull, then 429 with SES's words")
    void burstThenThrottle() {
      assertThat(send(14)).isEqualTo(14);
      assertThatThrownBy(() -> client.sendEmail(simple(r -> r.configurationSetName("marketing"))))
          .isInstanceOf(TooManyRequestsException.class)
          .hasMessageContaining("Maximum sending rate exceeded")
          .satisfies(e -> assertThat(((SesV2Exception) e).statusCode()).isEqualTo(429));
      assertThat(ses.throttled("marketing")).isEqualTo(1);
      assertThat(ses.throttled("")).isZero();
    }

    @Test
    @DisplayName("one recipient more for each fourteenth of a second, not a millisecond earlier")
    void refill() {
      send(14);
      now.set(START.plusMillis(71));
      assertThat(accepted()).isFalse();
      now.set(START.plusMillis(72));
      assertThat(accepted()).isTrue();
      assertThat(accepted()).isFalse();
    }

    @Test
    @DisplayName(
        "never more than rate × (t + burst) in t seconds, and all of the rate when asked evenly")
    void longRun() {
      int accepted = 0;
      for (int millis = 0; millis < 20_000; millis += 20) {
        now.set(START.plusMillis(millis));
        accepted += accepted() ? 1 : 0;
      }
      assertThat(accepted).isBetween(14 * 20 - 1, 14 * 21);
    }

    @Test
    @DisplayName("counts recipients, not messages")
    void countsRecipients() {
      client.sendEmail(
          simple(r ->
              r.destination(d ->
                  d.toAddresses(
                      IntStream.range(0, 13).mapToObj(i -> "a" + i + "@b.co").toList()))));
      assertThat(accepted()).isTrue();
      assertThat(accepted()).isFalse();
    }

    @Test
    @DisplayName("grants a new rate from the moment it is told")
    void newRate() {
      ses.grant(SesQuota.of(1, 1_000));
      assertThat(accepted()).isTrue();
      assertThat(accepted()).isFalse();
      now.set(START.plusMillis(999));
      assertThat(accepted()).isFalse();
      now.set(START.plusMillis(1_000));
      assertThat(accepted()).isTrue();
    }
  }

  @Nested
  @DisplayName("keeps to the quota of 24 hours")
  final class Day {

    @Test
    @DisplayName("429 with the other words, until what was sent is 24 hours old")
    void rolling() {
      ses.grant(SesQuota.of(500, 10));
      assertThat(send(10)).isEqualTo(10);
      assertThatThrownBy(() -> send(1))
          .isInstanceOf(TooManyRequestsException.class)
          .hasMessageContaining("Daily message quota exceeded");
      now.set(START.plus(Duration.ofDays(1)).minusMillis(1));
      assertThat(accepted()).isFalse();
      now.set(START.plus(Duration.ofDays(1)));
      assertThat(accepted()).isTrue();
    }

    @Test
    @DisplayName("no limit at -1")
    void unlimited() {
      ses.grant(SesQuota.of(500, SesQuota.UNLIMITED));
      now.set(START.plusSeconds(1));
      assertThat(send(400)).isEqualTo(400);
      assertThat(client.getAccount(r -> {}).sendQuota().max24HourSend()).isEqualTo(-1.0);
    }

    @Test
    @DisplayName("what the mailbox already holds counts after a restart")
    void restart() {
      send(5);
      SesEndpoint again = new SesEndpoint(mailbox, now::get, SesQuota.of(14, 1_000), Set.of());
      assertThat(again.sentLast24Hours()).isEqualTo(5);
    }
  }

  @Nested
  @DisplayName("refuses as SES does")
  final class Refuses {

    @Test
    @DisplayName("a sixteenth header")
    void tooManyHeaders() {
      List<MessageHeader> headers =
          IntStream.range(0, 16).mapToObj(i -> header("X-H" + i, "v")).toList();
      refused(r ->
          r.content(c ->
              c.simple(s ->
                  s.subject(t -> t.data("s"))
                      .body(b -> b.text(t -> t.data("t")))
                      .headers(headers))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "subject", "X Y", "X:Y", "Ü", "MIME-Version"})
    @DisplayName("header names that are reserved or illegal")
    void headerNames(String name) {
      refused(withHeader(name, "v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nBcc: x@y.z", "ü", ""})
    @DisplayName("header values that are not printable ASCII")
    void headerValues(String value) {
      refused(withHeader("X-H", value));
    }

    @Test
    @DisplayName("header names over 126 and values over 995 characters, but takes those")
    void headerLengths() {
      refused(withHeader("X".repeat(127), "v"));
      refused(withHeader("X", "v".repeat(996)));
      assertThat(client.sendEmail(simple(withHeader("X".repeat(126), "v".repeat(995)))).messageId())
          .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü", "a@b", ""})
    @DisplayName("tags outside A-Z a-z 0-9 _ -")
    void tags(String value) {
      refused(r -> r.emailTags(tag("campaign", value)));
    }

    @Test
    @DisplayName("no recipient, 51 recipients, an address without a domain or with a line break")
    void recipients() {
      refused(r -> r.destination(d -> d.toAddresses(List.of())));
      refused(r ->
          r.destination(
              d -> d.toAddresses(IntStream.range(0, 51).mapToObj(i -> i + "@b.co").toList())));
      refused(r -> r.destination(d -> d.toAddresses("ann")));
      refused(r -> r.destination(d -> d.toAddresses("ann@example.com\r\nBcc: bob@example.com")));
    }

    private void refused(Consumer<SendEmailRequest.Builder> change) {
      assertThatThrownBy(() -> client.sendEmail(simple(change)))
          .isInstanceOf(BadRequestException.class);
      assertThat(mailbox.received()).isZero();
    }
  }

  @Nested
  @DisplayName("has the faults it is told to have")
  final class Injected {

    @Test
    @DisplayName("each kind, once, as scripted")
    void scripted() {
      ses.faults().next(Fault.THROTTLED, Fault.SERVER_ERROR, Fault.LOST_BEFORE_ACCEPTING);
      assertThat(catchThrowable(() -> send(1))).isInstanceOf(TooManyRequestsException.class);
      assertThat(catchThrowable(() -> send(1)))
          .isInstanceOfSatisfying(
              SesV2Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
      assertThat(catchThrowable(() -> send(1))).isInstanceOf(SdkClientException.class);
      assertThat(mailbox.received()).isZero();
      assertThat(ses.throttled("")).as("injected throttling is not of our making").isZero();

      ses.faults().next(Fault.LOST_AFTER_ACCEPTING, Fault.SERVER_ERROR_AFTER_ACCEPTING);
      assertThat(catchThrowable(() -> send(1))).isInstanceOf(SdkClientException.class);
      assertThat(catchThrowable(() -> send(1))).isInstanceOf(SesV2Exception.class);
      assertThat(mailbox.received()).isEqualTo(2);
      assertThat(send(1)).isEqualTo(1);
    }

    @Test
    @DisplayName("refuses given addresses for good")
    void refusedAddress() {
      ses.faults().refuse("Ann@Example.com");
      assertThatThrownBy(() -> send(1)).isInstanceOf(MessageRejectedException.class);
      ses.faults().clear();
      assertThat(send(1)).isEqualTo(1);
    }

    @Test
    @DisplayName("by chance, the same from the same seed")
    void seeded() {
      assertThat(pattern()).isEqualTo(pattern()).contains("T").contains(".");
    }

    private String pattern() {
      SesEndpoint fresh =
          new SesEndpoint(
              Mailbox.inMemory(), now::get, SesQuota.of(500, 10_000), Set.of("marketing"));
      fresh.faults().percent(Fault.THROTTLED, 20);
      SesV2Client caller =
          Clients.ses(
              new Clients.Target(URI.create("http://ses.local"), new InProcessHttpClient(fresh)));
      StringBuilder pattern = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        Throwable thrown = catchThrowable(() -> caller.sendEmail(simple(r -> {})));
        pattern.append(thrown instanceof TooManyRequestsException ? "T" : ".");
      }
      return pattern.toString();
    }
  }

  private int send(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(client.sendEmail(simple(r -> {})).messageId()).isNotEmpty();
    }
    return count;
  }

  private boolean accepted() {
    try {
      return !client.sendEmail(simple(r -> {})).messageId().isEmpty();
    } catch (TooManyRequestsException e) {
      return false;
    }
  }

  private static SendEmailRequest simple(Consumer<SendEmailRequest.Builder> change) {
    SendEmailRequest.Builder request =
        SendEmailRequest.builder()
            .fromEmailAddress("Sluice <news@sluice.example>")
            .destination(d -> d.toAddresses("ann@example.com"));
    withHeader("List-Unsubscribe", "<https://example.com/u/1>").accept(request);
    change.accept(request);
    return request.build();
  }

  private static Consumer<SendEmailRequest.Builder> withHeader(String name, String value) {
    return r ->
        r.content(c ->
            c.simple(s ->
                s.subject(t -> t.data("Grüße ✓").charset(StandardCharsets.UTF_8.name()))
                    .body(b -> b.text(t -> t.data("Hi")).html(t -> t.data("<p>Hi</p>")))
                    .headers(header(name, value))));
  }

  private static MessageHeader header(String name, String value) {
    return MessageHeader.builder().name(name).value(value).build();
  }

  private static MessageTag tag(String name, String value) {
    return MessageTag.builder().name(name).value(value).build();
  }
}
