package dev.sluice.scheduling.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.contract.Threads;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail without an answer")
class InDoubtTest {

  private final PostOffice office = new PostOffice();

  @Test
  @DisplayName("is sent once more after the settling wait")
  void onceMore() {
    office.answers.add(PostOffice.UNKNOWN);
    assertThat(PostOffice.stateOf(office.take("order-1", PostOffice.toBuyer())))
        .isInstanceOf(MessageState.Pending.class);
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isEqualTo(new MessageState.Accepted("ses-2", Samples.NOON.plus(RetryDelays.SETTLING)));
  }

  @Test
  @DisplayName("twice is not sent a third time, and said to be unconfirmed")
  void twice() {
    office.answers.addAll(List.of(PostOffice.UNKNOWN, PostOffice.THROTTLED, PostOffice.UNKNOWN));
    office.take("order-1", PostOffice.toBuyer());
    office.passTime();
    assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Unconfirmed.class);
    assertThat(office.handedOver).hasSize(3);
  }

  @Test
  @DisplayName("is not said to be refused when it cannot be tried again")
  void notRefused() {
    office.answers.add(PostOffice.UNKNOWN);
    office.take("order-1", PostOffice.toBuyer());
    office.templates.put(PostOffice.unmarked());
    office.passTime();
    assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Unconfirmed.class);
  }

  @Test
  @DisplayName("is sent once more, however many calls ask for it")
  void manyCalls() throws Exception {
    office.answers.add(PostOffice.UNKNOWN);
    office.take("order-1", PostOffice.toBuyer());
    Summons summons = new Summons(MessageId.of(new IdempotencyKey("order-1")), 1);
    office.clock.set(office.clock.instant().plus(RetryDelays.SETTLING));
    Threads.race(() -> office.answer(summons));
    office.passTime();
    assertThat(office.handedOver).hasSize(2);
  }
}
