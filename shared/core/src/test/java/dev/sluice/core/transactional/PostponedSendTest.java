package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.SendOutcome.Limit;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.core.subscriber.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail that did not leave")
class PostponedSendTest {

  private final TransactionalFixture office = new TransactionalFixture();

  @Test
  @DisplayName("because of the rate is pending, and goes seconds later")
  void retriesSecondsAfterRateLimit() {
    office.answers.add(TransactionalFixture.THROTTLED);
    SubmitResult receipt = office.submit("order-1", TransactionalFixture.requestToAddress());
    assertThat(TransactionalFixture.stateOf(receipt)).isInstanceOf(MessageState.Pending.class);
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isEqualTo(new MessageState.Accepted("ses-2", Samples.NOON.plusSeconds(5)));
  }

  @Test
  @DisplayName("is tried again in the order in which it came")
  void retriesInOrderOfRequests() {
    for (int i = 0; i < 20; i++) {
      office.answers.add(TransactionalFixture.THROTTLED);
    }
    List<EmailAddress> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(new EmailAddress("buyer" + i + "@example.com"));
      office.clock.set(office.clock.instant().plusMillis(10));
      office.submit(
          "order-" + i,
          TransactionalFixture.request(new Recipient.AddressRecipient(asked.getLast())));
    }
    office.handedOver.clear();
    office.passTime();
    assertThat(office.handedOver).isEqualTo(asked);
  }

  @Test
  @DisplayName("is tried for a day with growing delays, and then refused with the last cause")
  void isRefusedAfterADayOfRetries() {
    for (int i = 0; i < 1_000; i++) {
      office.answers.add(new SendOutcome.Throttled(Limit.DAILY));
    }
    office.submit("order-1", TransactionalFixture.requestToAddress());
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isInstanceOfSatisfying(
            MessageState.Refused.class,
            refused -> {
              assertThat(refused.reason()).contains("daily quota");
              assertThat(refused.at())
                  .isBetween(
                      Samples.NOON.plus(RetryDelays.MAX_AGE),
                      Samples.NOON.plus(RetryDelays.MAX_AGE).plus(RetryDelays.MAX));
            });
    assertThat(office.handedOver).hasSizeBetween(90, 110);
  }

  @Test
  @DisplayName("because SES takes nothing goes when it does again")
  void retriesWhenSesAcceptsAgain() {
    office.answers.add(new SendOutcome.Unavailable(WithheldCause.ACCOUNT_SUSPENDED));
    office.answers.add(new SendOutcome.Unavailable(WithheldCause.NOT_REACHED));
    office.submit("order-1", TransactionalFixture.requestToAddress());
    office.passTime();
    assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Accepted.class);
    assertThat(office.handedOver).hasSize(3);
  }

  @Test
  @DisplayName("is refused if its template is withdrawn meanwhile")
  void isRefusedIfTemplateIsWithdrawn() {
    office.answers.add(TransactionalFixture.THROTTLED);
    office.submit("order-1", TransactionalFixture.requestToAddress());
    office.templates.save(TransactionalFixture.unmarkedTemplate());
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isInstanceOfSatisfying(
            MessageState.Refused.class,
            refused -> assertThat(refused.reason()).contains("template").doesNotContain("@"));
    assertThat(office.handedOver).hasSize(1);
  }
}
