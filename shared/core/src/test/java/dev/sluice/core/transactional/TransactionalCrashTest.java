package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail whose function crashes")
class TransactionalCrashTest {

  private static final SendOutcome ACCEPTED = new SendOutcome.Accepted("ses-scripted");

  @Test
  @DisplayName(
      "at any step on any path is brought to its end, and handed over twice only without an answer")
  void completesMessageAfterCrashAtAnyStep() {
    List<List<SendOutcome>> scripts =
        List.of(
            List.of(ACCEPTED),
            List.of(TransactionalFixture.THROTTLED, ACCEPTED),
            List.of(
                new SendOutcome.Unavailable(WithheldCause.NOT_REACHED),
                TransactionalFixture.THROTTLED,
                ACCEPTED),
            List.of(TransactionalFixture.UNKNOWN, ACCEPTED),
            List.of(new SendOutcome.Refused("MessageRejected")));
    for (List<SendOutcome> script : scripts) {
      TransactionalFixture smooth = run(new TransactionalFixture(), script);
      for (int step = 1; step <= smooth.steps(); step++) {
        for (boolean afterwards : List.of(false, true)) {
          check(run(new TransactionalFixture(step, afterwards), script), script, step, afterwards);
        }
      }
    }
  }

  private static TransactionalFixture run(TransactionalFixture office, List<SendOutcome> script) {
    office.answers.addAll(script);
    try {
      office.submit("order-1", TransactionalFixture.requestToAddress());
    } catch (TransactionalFixture.Crash crash) {
      // The sender got an error. Whatever was stored must come to its end without them.
    }
    office.passTime();
    return office;
  }

  private static void check(
      TransactionalFixture office, List<SendOutcome> script, int step, boolean afterwards) {
    String where = script + ", crash " + (afterwards ? "after" : "before") + " step " + step;
    Optional<TransactionalMessage> stored =
        office.messages.find(MessageId.of(new IdempotencyKey("order-1")));
    assertThat(office.pendingTasks()).as(where).isZero();
    if (stored.isEmpty()) {
      assertThat(office.handedOver).as(where).isEmpty();
      return;
    }
    boolean refused = script.getFirst() instanceof SendOutcome.Refused;
    assertThat(stored.orElseThrow().state())
        .as(where)
        .isInstanceOfAny(
            refused
                ? new Class<?>[] {MessageState.Refused.class, MessageState.Accepted.class}
                : new Class<?>[] {MessageState.Accepted.class, MessageState.Unconfirmed.class});
    // One more than the script: the hand-over whose answer the crash lost.
    assertThat(office.handedOver).as(where).hasSizeBetween(1, script.size() + 1);
  }

  @Test
  @DisplayName("before it was stored leaves nothing, and the repeated request sends it")
  void leavesNothingIfCrashedBeforeStoring() {
    TransactionalFixture crashing = new TransactionalFixture(2, false);
    assertThatThrownBy(() -> crashing.submit("order-1", TransactionalFixture.requestToAddress()))
        .isInstanceOf(TransactionalFixture.Crash.class);
    crashing.passTime();
    assertThat(crashing.handedOver).isEmpty();
    crashing.submit("order-1", TransactionalFixture.requestToAddress());
    assertThat(crashing.handedOver).hasSize(1);
  }

  @Test
  @DisplayName("between storing and sending is sent after the settling wait")
  void sendsAfterCrashBetweenStoringAndSending() {
    TransactionalFixture crashing = new TransactionalFixture(2, true);
    assertThatThrownBy(() -> crashing.submit("order-1", TransactionalFixture.requestToAddress()))
        .isInstanceOf(TransactionalFixture.Crash.class);
    assertThat(crashing.handedOver).isEmpty();
    crashing.passTime();
    assertThat(crashing.stateOf("order-1"))
        .isEqualTo(
            new MessageState.Accepted("ses-1", Samples.NOON.plus(RetryDelays.ANSWER_TIMEOUT)));
  }
}
