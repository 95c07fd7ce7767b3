package dev.sluice.core.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.contract.Samples;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.state.SendRecord;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail and the caps of marketing")
class TransactionalSendRecorderTest {

  private static final MessageRequest TO_ANNA =
      TransactionalFixture.request(new Recipient.SubscriberRecipient(TransactionalFixture.ANNA));

  private final TransactionalFixture office = new TransactionalFixture();

  @Test
  @DisplayName("it does not count unless the policy says so")
  void doesNotRecordByDefault() {
    office.submit("order-1", TO_ANNA);
    assertThat(history()).isEmpty();
  }

  @Test
  @DisplayName("it counts once per message, under a kind of its own, if the policy says so")
  void recordsOncePerMessageIfPolicySaysSo() {
    setTransactionalCounts(true);
    office.submit("order-1", TO_ANNA);
    office.submit("order-1", TO_ANNA);
    office.passTime();
    assertThat(history())
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.topic()).isEqualTo(TopicId.TRANSACTIONAL);
          assertThat(sent.at()).isEqualTo(Samples.NOON);
        });
    office.submit("order-2", TO_ANNA);
    assertThat(history()).hasSize(2);
    assertThat(office.failures).isEmpty();
  }

  @Test
  @DisplayName("it counts when it is taken at last, and not before")
  void recordsWhenFinallyAccepted() {
    setTransactionalCounts(true);
    office.answers.add(new SendOutcome.Throttled(SendOutcome.Limit.RATE));
    office.submit("order-1", TO_ANNA);
    assertThat(history()).isEmpty();
    office.passTime();
    assertThat(history()).extracting(SendRecord::at).containsExactly(Samples.NOON.plusSeconds(5));
  }

  @Test
  @DisplayName("the history stays in order, and keeps marketing sends")
  void keepsHistoryInOrder() {
    setTransactionalCounts(true);
    var standing = office.subscribers.find(TransactionalFixture.ANNA).orElseThrow().state();
    SendRecord later = Samples.sent("spring", Samples.NOON.plus(Duration.ofMillis(1)));
    office.subscribers.commit(Samples.withSend(standing, later));
    office.submit("order-1", TO_ANNA);
    assertThat(history()).hasSize(2).last().isEqualTo(later);
  }

  @Test
  @DisplayName("of very many, the latest hundred are kept")
  void keepsLatestHundred() {
    setTransactionalCounts(true);
    for (int i = 0; i < 130; i++) {
      office.clock.set(Samples.NOON.plusSeconds(i));
      office.submit("order-" + i, TO_ANNA);
    }
    assertThat(history())
        .hasSize(100)
        .first()
        .extracting(SendRecord::at)
        .isEqualTo(Samples.NOON.plusSeconds(30));
  }

  @Test
  @DisplayName("a message is accepted also if it cannot be counted")
  void acceptsMessageIfRecordingFails() {
    setTransactionalCounts(true);
    // Steps of a request: call, create, permit, post, replace, and then the standing's.
    TransactionalFixture crashing = new TransactionalFixture(3, false);
    crashing.rules.add(policy(true));
    assertThat(crashing.submit("order-1", TO_ANNA)).isInstanceOf(SubmitResult.Submitted.class);
    assertThat(crashing.stateOf("order-1")).isInstanceOf(MessageState.Accepted.class);
    assertThat(crashing.failures).hasSize(1);
  }

  private void setTransactionalCounts(boolean count) {
    office.rules.add(policy(count));
  }

  private static SendPolicy policy(boolean count) {
    return new SendPolicy(0, List.of(), Optional.empty(), ZoneOffset.UTC, Duration.ZERO, count);
  }

  private List<SendRecord> history() {
    return office.subscribers.find(TransactionalFixture.ANNA).orElseThrow().state().history();
  }
}
