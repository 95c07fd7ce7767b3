package dev.sluice.scheduling.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.visit.SendOutcome;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail")
class TransactionalMailTest {

  private final PostOffice office = new PostOffice();

  @Test
  @DisplayName("is handed over in the request, and answers with SES's identifier")
  void handedOver() {
    Receipt receipt = office.take("order-1", PostOffice.toBuyer());
    assertThat(PostOffice.stateOf(receipt))
        .isEqualTo(new MessageState.Accepted("ses-1", Samples.NOON));
    assertThat(office.handedOver).containsExactly(new EmailAddress("buyer@example.com"));
  }

  @Test
  @DisplayName("to a subscriber goes to their address, whatever they think of marketing")
  void toASubscriber() {
    Standing standing = office.subscribers.read(PostOffice.ANNA).orElseThrow().standing();
    Suppression complaint = new Suppression(Suppression.Cause.COMPLAINT, Samples.NOON);
    office.subscribers.commit(
        standing.with(
            new Consents(
                Map.of(),
                Optional.of(Samples.NOON),
                Optional.of(Samples.NOON),
                Optional.of(complaint))));
    Receipt receipt =
        office.take("order-1", PostOffice.request(new Recipient.Known(PostOffice.ANNA)));
    assertThat(PostOffice.stateOf(receipt)).isInstanceOf(MessageState.Accepted.class);
    assertThat(office.handedOver).containsExactly(Samples.subscriber(PostOffice.ANNA).address());
  }

  @Test
  @DisplayName("goes also if its permit cannot be counted")
  void uncounted() {
    // Steps of a request: call, create, permit.
    PostOffice uncounted = new PostOffice(3, false);
    assertThat(PostOffice.stateOf(uncounted.take("order-1", PostOffice.toBuyer())))
        .isInstanceOf(MessageState.Accepted.class);
    assertThat(uncounted.troubles).containsExactly("permit not counted");
  }

  @Test
  @DisplayName("that SES refuses ends refused with its reason, and is not tried again")
  void refused() {
    office.answers.add(new SendOutcome.Refused("MessageRejected"));
    Receipt receipt = office.take("poison", PostOffice.toBuyer());
    assertThat(PostOffice.stateOf(receipt))
        .isEqualTo(new MessageState.Refused("MessageRejected", Samples.NOON));
    assertThat(PostOffice.stateOf(office.take("order-1", PostOffice.toBuyer())))
        .isInstanceOf(MessageState.Accepted.class);
    office.passTime();
    assertThat(office.handedOver).hasSize(2);
  }
}
