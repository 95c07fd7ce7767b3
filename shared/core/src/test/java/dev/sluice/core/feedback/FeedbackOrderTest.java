package dev.sluice.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Suppression;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Reports in any order, any number of times, in any batches")
class FeedbackOrderTest {

  @Test
  @DisplayName("end the same in all 120 orders of five, for 100 choices of five")
  void givesSameResultInAllOrdersOfFive() {
    RandomMailEvents reports = new RandomMailEvents(20261126);
    Set<Suppression.Cause> seen = EnumSet.noneOf(Suppression.Cause.class);
    for (int choice = 0; choice < 100; choice++) {
      List<SubscriberMailEvent> five = reports.events(5);
      FeedbackResult expected = end(List.of(five));
      for (List<SubscriberMailEvent> order : RandomMailEvents.orders(five)) {
        assertThat(end(order.stream().map(List::of).toList())).as("%s", order).isEqualTo(expected);
      }
      expected.suppressedFor().ifPresent(seen::add);
    }
    assertThat(seen).contains(Suppression.Cause.BOUNCE, Suppression.Cause.COMPLAINT);
  }

  @Test
  @DisplayName("end the same in 30 shuffles with duplicates, for 40 choices of thirty")
  void givesSameResultInShufflesWithDuplicates() {
    RandomMailEvents reports = new RandomMailEvents(20261127);
    Set<Suppression.Cause> seen = EnumSet.noneOf(Suppression.Cause.class);
    int free = 0;
    for (int choice = 0; choice < 40; choice++) {
      // In half of the choices nothing hides what softly bounced sends lead to.
      List<SubscriberMailEvent> many = choice % 2 == 0 ? reports.events(30) : reports.softBounces();
      FeedbackResult expected = end(List.of(many));
      for (int shuffle = 0; shuffle < 30; shuffle++) {
        assertThat(end(reports.batches(reports.shuffledTwice(many))))
            .as("choice %s, shuffle %s", choice, shuffle)
            .isEqualTo(expected);
      }
      expected.suppressedFor().ifPresent(seen::add);
      free += expected.suppressedFor().isEmpty() ? 1 : 0;
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            Suppression.Cause.REPEATED_BOUNCES,
            Suppression.Cause.BOUNCE,
            Suppression.Cause.COMPLAINT);
    assertThat(free).as("choices after which mail may be sent").isPositive();
  }

  private static FeedbackResult end(List<List<SubscriberMailEvent>> batches) {
    FeedbackFixture mailbag = RandomMailEvents.fixture();
    batches.forEach(batch -> assertThat(mailbag.process(batch).toRetry()).isEmpty());
    return FeedbackResult.of(mailbag);
  }
}
