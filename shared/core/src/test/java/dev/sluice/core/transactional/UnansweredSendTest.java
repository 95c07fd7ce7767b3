package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.ConcurrentTasks;
import dev.sluice.core.contract.Samples;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail without an answer")
class UnansweredSendTest {

  private final TransactionalFixture office = new TransactionalFixture();

  @Test
  @DisplayName("is sent once more after the settling wait")
  void sendsOnceMoreAfterTimeout() {
    office.answers.add(TransactionalFixture.UNKNOWN);
    assertThat(
            TransactionalFixture.stateOf(
                office.submit("order-1", TransactionalFixture.requestToAddress())))
        .isInstanceOf(MessageState.Pending.class);
    office.passTime();
    assertThat(office.stateOf("order-1"))
        .isEqualTo(
            new MessageState.Accepted("ses-2", Samples.NOON.plus(RetryDelays.ANSWER_TIMEOUT)));
  }

  @Test
  @DisplayName("twice is not sent a third time, and said to be unconfirmed")
  void isUnconfirmedAfterTwoUnansweredSends() {
    office.answers.addAll(
        List.of(
            TransactionalFixture.UNKNOWN,
            TransactionalFixture.THROTTLED,
            TransactionalFixture.UNKNOWN));
    office.submit("order-1", TransactionalFixture.requestToAddress());
    office.passTime();
    assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Unconfirmed.class);
    assertThat(office.handedOver).hasSize(3);
  }

  @Test
  @DisplayName("is not said to be refused when it cannot be tried again")
  void isNotRefusedIfItCannotBeRetried() {
    office.answers.add(TransactionalFixture.UNKNOWN);
    office.submit("order-1", TransactionalFixture.requestToAddress());
    office.templates.save(TransactionalFixture.unmarkedTemplate());
    office.passTime();
    assertThat(office.stateOf("order-1")).isInstanceOf(MessageState.Unconfirmed.class);
  }

  @Test
  @DisplayName("is sent once more, however many calls ask for it")
  void sendsOnceMoreForManyTasks() throws Exception {
    office.answers.add(TransactionalFixture.UNKNOWN);
    office.submit("order-1", TransactionalFixture.requestToAddress());
    RetryTask summons = new RetryTask(MessageId.of(new IdempotencyKey("order-1")), 1);
    office.clock.set(office.clock.instant().plus(RetryDelays.ANSWER_TIMEOUT));
    ConcurrentTasks.runConcurrently(() -> office.retry(summons));
    office.passTime();
    assertThat(office.handedOver).hasSize(2);
  }
}
