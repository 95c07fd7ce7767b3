package dev.sluice.verification.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.local.emulator.EmulatorClients;
import dev.sluice.local.http.InProcessHttpClient;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.mailbox.LocalMailbox;
import dev.sluice.local.ses.SesEmulator;
import dev.sluice.local.ses.SesEmulatorException;
import dev.sluice.local.ses.SesEventEmulator;
import dev.sluice.local.ses.SesSendQuota;
import dev.sluice.local.template.ResolvedStack.SesEventDestination;
import dev.sluice.ses.SesSuppressionList;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

@Tag("integration")
@DisplayName("SES's list of suppressed addresses")
final class SesSuppressionListTest {

  private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
  private static final EmailAddress ANN = new EmailAddress("Ann.Lee+x/y@example.com");

  private final SesEmulator ses =
      new SesEmulator(LocalMailbox.inMemory(), () -> NOW, SesSendQuota.of(14, 1_000), Set.of());
  private final AtomicInteger throttled = new AtomicInteger();
  private final SesV2Client client =
      EmulatorClients.ses(
          new EmulatorClients.Target(
              URI.create("http://ses.local"), new InProcessHttpClient(this::answer)));
  private final List<Instant> paused = new ArrayList<>();
  private final SesSuppressionList list =
      new SesSuppressionList(() -> client, () -> NOW, paused::add);

  @Test
  @DisplayName("returns why an address is on it, regardless of case")
  void findsReasonsInAnyCase() {
    assertThat(list.causes(ANN)).isEmpty();
    put("Ann.Lee+x/y@example.com", SuppressionListReason.BOUNCE);
    assertThat(list.causes(ANN)).containsExactly(Cause.BOUNCE);
    put("ann.lee+x/y@example.com", SuppressionListReason.COMPLAINT);
    assertThat(list.causes(ANN)).containsExactly(Cause.BOUNCE, Cause.COMPLAINT);
  }

  @Test
  @DisplayName("is rid of an address that is removed, and does not mind one that is not on it")
  void removesAddresses() {
    put("Ann.Lee+x/y@example.com", SuppressionListReason.BOUNCE);
    put("ann.lee+x/y@example.com", SuppressionListReason.COMPLAINT);
    list.remove(ANN);
    list.remove(ANN);
    assertThat(list.causes(ANN)).isEmpty();
  }

  @Test
  @DisplayName("is asked again a second later when SES is asked too often, three times at most")
  void retriesWhenThrottled() {
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
  void matchesSesForSuppressedRecipients(SuppressionListReason reason) {
    List<String> published = new ArrayList<>();
    ses.setAcceptanceListener(
        new SesEventEmulator(
            List.of(new SesEventDestination("", "default", Set.of("SEND", "BOUNCE", "COMPLAINT"))),
            ses.suppressions(),
            () -> NOW,
            (_, type, detail) -> published.add(type + " " + detail)));
    put(ANN.value(), reason);

    client.sendEmail(send ->
        send.fromEmailAddress("news@sluice.example")
            .destination(to -> to.toAddresses(ANN.value().toUpperCase(Locale.ROOT)))
            .content(content ->
                content.simple(
                    mail -> mail.subject(s -> s.data("Hi")).body(b -> b.text(t -> t.data("Hi"))))));

    assertThat(published).hasSize(2);
    assertThat(published.getFirst()).startsWith("Email Sent");
    assertThat(published.getLast())
        .startsWith(
            reason == SuppressionListReason.BOUNCE ? "Email Bounced" : "Email Complaint Received")
        .contains("OnAccountSuppressionList");
  }

  /** Throttles a given number of calls. */
  private LocalHttpResponse answer(LocalHttpRequest request) throws IOException {
    return throttled.getAndUpdate(left -> Math.max(0, left - 1)) > 0
        ? SesEmulatorException.throttled("Too many requests").response()
        : ses.handle(request);
  }

  private void put(String address, SuppressionListReason reason) {
    client.putSuppressedDestination(put -> put.emailAddress(address).reason(reason));
  }
}
