package dev.sluice.scheduling.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.visit.SendOutcome;
import dev.sluice.scheduling.visit.SendOutcome.Limit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail that did not leave")
class NotLeftTest {

  private final PostOffice office = new PostOffice();

  @Test
  @DisplayName("because of the rate is pending, and goes seconds later")
  void rate() {
    office.answers.add(PostOffice.THROTTLED);
    Receipt receipt = office.take("order-1", PostOffice.toBuyer());
    assertThat(PostOffice.stateOf(receipt)).isInstanceOf(MessageState.Pending.class);
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isEqualTo(new MessageState.Accepted("ses-2", Samples.NOON.plusSeconds(5)));
  }

  @Test
  @DisplayName("is tried again in the order in which it came")
  void order() {
    for (int i = 0; i < 20; i++) {
      office.answers.add(PostOffice.THROTTLED);
    }
    List<EmailAddress> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(new EmailAddress("buyer" + i + "@example.com"));
      office.clock.set(office.clock.instant().plusMillis(10));
      office.take("order-" + i, PostOffice.request(new Recipient.Bare(asked.getLast())));
    }
    office.handedOver.clear();
    office.passTime();
    assertThat(office.handedOver).isEqualTo(asked);
  }

  @Test
  @DisplayName("is tried for a day with growing delays, and then refused with the last cause")
  void patience() {
    for (int i = 0; i < 1_000; i++) {
      office.answers.add(new SendOutcome.Throttled(Limit.DAILY));
    }
    office.take("order-1", PostOffice.toBuyer());
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isInstanceOfSatisfying(
            MessageState.Refused.class,
            refused -> {
              assertThat(refused.reason()).contains("daily quota");
              assertThat(refused.at())
                  .isBetween(
                      Samples.NOON.plus(RetryDelays.PATIENCE),
                      Samples.NOON.plus(RetryDelays.PATIENCE).plus(RetryDelays.MAX));
            });
    assertThat(office.handedOver).hasSizeBetween(90, 110);
  }

  @Test
  @DisplayName("because SES takes nothing goes when it does again")
  void withheld() {
    office.answers.add(new SendOutcome.Withheld("AccountSuspendedException"));
    office.answers.add(new SendOutcome.Withheld("not reached"));
    office.take("order-1", PostOffice.toBuyer());
    office.passTime();
    assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Accepted.class);
    assertThat(office.handedOver).hasSize(3);
  }

  @Test
  @DisplayName("is refused if its template is withdrawn meanwhile")
  void withdrawn() {
    office.answers.add(PostOffice.THROTTLED);
    office.take("order-1", PostOffice.toBuyer());
    office.templates.put(PostOffice.unmarked());
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isInstanceOfSatisfying(
            MessageState.Refused.class,
            refused -> assertThat(refused.reason()).contains("template").doesNotContain("@"));
    assertThat(office.handedOver).hasSize(1);
  }
}
