package dev.sluice.local.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.aws.ses.SesAccountList;
import dev.sluice.local.mailbox.Mailbox;
import dev.sluice.local.stores.Clients;
import dev.sluice.local.template.EventDestination;
import dev.sluice.local.wire.InProcessHttpClient;
import dev.sluice.local.wire.WireRequest;
import dev.sluice.local.wire.WireResponse;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.standing.Suppression.Cause;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@DisplayName("SES's list of suppressed addresses")
final class SesAccountListTest {

  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final EmailAddress ANN = new EmailAddress("Ann.Lee+x/y@example.com");

  private final SesEndpoint ses =
      new SesEndpoint(Mailbox.inMemory(), () -> NOW, SesQuota.of(14, 1_000), Set.of());
  private final AtomicInteger throttled = new AtomicInteger();
  private final SesV2Client client =
      Clients.ses(
          new Clients.Target(
              URI.create("http://ses.local"), new InProcessHttpClient(this::answer)));
  private final List<Instant> paused = new ArrayList<>();
  private final SesAccountList list = new SesAccountList(() -> client, () -> NOW, paused::add);

  @Test
  @DisplayName("tells why an address is on it, in whichever case its letters are listed")
  void tellsWhy() {
    assertThat(list.causes(ANN)).isEmpty();
    put("Ann.Lee+x/y@example.com", SuppressionListReason.BOUNCE);
    assertThat(list.causes(ANN)).containsExactly(Cause.BOUNCE);
    put("ann.lee+x/y@example.com", SuppressionListReason.COMPLAINT);
    assertThat(list.causes(ANN)).containsExactly(Cause.BOUNCE, Cause.COMPLAINT);
  }

  @Test
  @DisplayName("is rid of an address that is removed, and does not mind one that is not on it")
  void removes() {
    put("Ann.Lee+x/y@example.com", SuppressionListReason.BOUNCE);
    put("ann.lee+x/y@example.com", SuppressionListReason.COMPLAINT);
    list.remove(ANN);
    list.remove(ANN);
    assertThat(list.causes(ANN)).isEmpty();
  }

  @Test
  @DisplayName("is asked again a second later when SES is asked too often, three times at most")
  void isPatient() {
    put(ANN.value(), SuppressionListReason.BOUNCE);
    throttled.set(3);
    assertThat(list.causes(ANN)).containsExactly(Cause.BOUNCE);
    assertThat(paused).containsExactly(NOW.plusSeconds(1), NOW.plusSeconds(1), NOW.plusSeconds(1));
    throttled.set(4);
    assertThatThrownBy(() -> list.remove(ANN)).isInstanceOf(TooManyRequestsException.class);
  }

  @ParameterizedTest
  @DisplayName("has the local endpoint answer a message as SES does: taken, and not tried")
  @EnumSource(
      value = SuppressionListReason.class,
      names = {"BOUNCE", "COMPLAINT"})
  void locally(SuppressionListReason reason) {
    List<String> told = new ArrayList<>();
    ses.publishTo(
        new SesEvents(
            List.of(new EventDestination("", "default", Set.of("SEND", "BOUNCE", "COMPLAINT"))),
            ses.suppressions(),
            () -> NOW,
            (_, type, detail) -> told.add(type + " " + detail)));
    put(ANN.value(), reason);

    client.sendEmail(send ->
        send.fromEmailAddress("news@sluice.example")
            .destination(to -> to.toAddresses(ANN.value().toUpperCase(Locale.ROOT)))
            .content(content ->
                content.simple(
                    mail -> mail.subject(s -> s.data("Hi")).body(b -> b.text(t -> t.data("Hi"))))));

    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).startsWith("Email Sent");
    assertThat(told.getLast())
        .startsWith(
            reason == SuppressionListReason.BOUNCE ? "Email Bounced" : "Email Complaint Received")
        .contains("OnAccountSuppressionList");
  }

  /** Throttles as often as it is told to. */
  private WireResponse answer(WireRequest request) throws IOException {
    return throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? SesError.throttled("Too many requests").response()
        : ses.answer(request);
  }

  private void put(String address, SuppressionListReason reason) {
    client.putSuppressedDestination(put -> put.emailAddress(address).reason(reason));
  }
}
