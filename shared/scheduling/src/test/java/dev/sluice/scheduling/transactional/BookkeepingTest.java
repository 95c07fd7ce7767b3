package dev.sluice.scheduling.transactional;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.contract.Samples;
import dev.sluice.scheduling.policy.SendPolicy;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.visit.SendOutcome;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail and the caps of marketing")
class BookkeepingTest {

  private static final MessageRequest TO_ANNA =
      PostOffice.request(new Recipient.Known(PostOffice.ANNA));

  private final PostOffice office = new PostOffice();

  @Test
  @DisplayName("it does not count unless the policy says so")
  void byDefault() {
    office.take("order-1", TO_ANNA);
    assertThat(history()).isEmpty();
  }

  @Test
  @DisplayName("it counts once per message, under a kind of its own, if the policy says so")
  void counts() {
    let(true);
    office.take("order-1", TO_ANNA);
    office.take("order-1", TO_ANNA);
    office.passTime();
    assertThat(history())
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.topic()).isEqualTo(TopicId.TRANSACTIONAL);
          assertThat(sent.at()).isEqualTo(Samples.NOON);
        });
    office.take("order-2", TO_ANNA);
    assertThat(history()).hasSize(2);
    assertThat(office.troubles).isEmpty();
  }

  @Test
  @DisplayName("it counts when it is taken at last, and not before")
  void atLast() {
    let(true);
    office.answers.add(new SendOutcome.Throttled(SendOutcome.Limit.RATE));
    office.take("order-1", TO_ANNA);
    assertThat(history()).isEmpty();
    office.passTime();
    assertThat(history()).extracting(SendRecord::at).containsExactly(Samples.NOON.plusSeconds(5));
  }

  @Test
  @DisplayName("the history stays in order, and keeps marketing sends")
  void order() {
    let(true);
    var standing = office.subscribers.read(PostOffice.ANNA).orElseThrow().standing();
    SendRecord later = Samples.sent("spring", Samples.NOON.plus(Duration.ofMillis(1)));
    office.subscribers.commit(Samples.plus(standing, later));
    office.take("order-1", TO_ANNA);
    assertThat(history()).hasSize(2).last().isEqualTo(later);
  }

  @Test
  @DisplayName("of very many, the latest hundred are kept")
  void bounded() {
    let(true);
    for (int i = 0; i < 130; i++) {
      office.clock.set(Samples.NOON.plusSeconds(i));
      office.take("order-" + i, TO_ANNA);
    }
    assertThat(history())
        .hasSize(100)
        .first()
        .extracting(SendRecord::at)
        .isEqualTo(Samples.NOON.plusSeconds(30));
  }

  @Test
  @DisplayName("a message is accepted also if it cannot be counted")
  void uncounted() {
    let(true);
    // Steps of a request: call, create, permit, post, replace, and then the standing's.
    PostOffice crashing = new PostOffice(3, false);
    crashing.rules.add(policy(true));
    assertThat(crashing.take("order-1", TO_ANNA)).isInstanceOf(Receipt.Taken.class);
    assertThat(crashing.stateOf("order-1")).isInstanceOf(MessageState.Accepted.class);
    assertThat(crashing.troubles).hasSize(1);
  }

  private void let(boolean count) {
    office.rules.add(policy(count));
  }

  private static SendPolicy policy(boolean count) {
    return new SendPolicy(0, List.of(), Optional.empty(), ZoneOffset.UTC, Duration.ZERO, count);
  }

  private List<SendRecord> history() {
    return office.subscribers.read(PostOffice.ANNA).orElseThrow().standing().history();
  }
}
