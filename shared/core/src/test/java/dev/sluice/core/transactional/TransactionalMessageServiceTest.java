package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.contract.Samples;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail")
class TransactionalMessageServiceTest {

  private final TransactionalFixture office = new TransactionalFixture();

  @Test
  @DisplayName("is handed over in the request, and answers with SES's identifier")
  void sendsWithinTheRequest() {
    SubmitResult receipt = office.submit("order-1", TransactionalFixture.requestToAddress());
    assertThat(TransactionalFixture.stateOf(receipt))
        .isEqualTo(new MessageState.Accepted("ses-1", Samples.NOON));
    assertThat(office.handedOver).containsExactly(new EmailAddress("buyer@example.com"));
  }

  @Test
  @DisplayName("to a subscriber goes to their address, whatever they think of marketing")
  void sendsToSubscriberRegardlessOfConsents() {
    SubscriberState standing =
        office.subscribers.find(TransactionalFixture.ANNA).orElseThrow().state();
    Suppression complaint = new Suppression(Suppression.Cause.COMPLAINT, Samples.NOON);
    office.subscribers.commit(
        standing.with(
            new Consents(
                Map.of(),
                Optional.of(Samples.NOON),
                Optional.of(Samples.NOON),
                Optional.of(complaint))));
    SubmitResult receipt =
        office.submit(
            "order-1",
            TransactionalFixture.request(
                new Recipient.SubscriberRecipient(TransactionalFixture.ANNA)));
    assertThat(TransactionalFixture.stateOf(receipt)).isInstanceOf(MessageState.Accepted.class);
    assertThat(office.handedOver)
        .containsExactly(Samples.subscriber(TransactionalFixture.ANNA).address());
  }

  @Test
  @DisplayName("goes also if its permit cannot be counted")
  void sendsIfPermitCannotBeCounted() {
    // Steps of a request: call, create, permit.
    TransactionalFixture uncounted = new TransactionalFixture(3, false);
    assertThat(
            TransactionalFixture.stateOf(
                uncounted.submit("order-1", TransactionalFixture.requestToAddress())))
        .isInstanceOf(MessageState.Accepted.class);
    assertThat(uncounted.failures).containsExactly(FailureListener.Failure.PERMIT_NOT_RECORDED);
  }

  @Test
  @DisplayName("that SES refuses ends refused with its reason, and is not tried again")
  void endsRefusedWithReason() {
    office.answers.add(new SendOutcome.Refused("MessageRejected"));
    SubmitResult receipt = office.submit("poison", TransactionalFixture.requestToAddress());
    assertThat(TransactionalFixture.stateOf(receipt))
        .isEqualTo(new MessageState.Refused("MessageRejected", Samples.NOON));
    assertThat(
            TransactionalFixture.stateOf(
                office.submit("order-1", TransactionalFixture.requestToAddress())))
        .isInstanceOf(MessageState.Accepted.class);
    office.passTime();
    assertThat(office.handedOver).hasSize(2);
  }
}
