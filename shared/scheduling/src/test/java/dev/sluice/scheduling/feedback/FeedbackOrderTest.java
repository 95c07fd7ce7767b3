package dev.sluice.scheduling.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scheduling.standing.Suppression;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reports in any order, any number of times, in any batches")
class FeedbackOrderTest {

  @Test
  @DisplayName("end the same in all 120 orders of five, for 100 choices of five")
  void allOrdersOfFew() {
    RandomReports reports = new RandomReports(20261126);
    Set<Suppression.Cause> seen = EnumSet.noneOf(Suppression.Cause.class);
    for (int choice = 0; choice < 100; choice++) {
      List<Report> five = reports.some(5);
      Ending expected = end(List.of(five));
      for (List<Report> order : RandomReports.orders(five)) {
        assertThat(end(order.stream().map(List::of).toList())).as("%s", order).isEqualTo(expected);
      }
      expected.suppressedFor().ifPresent(seen::add);
    }
    assertThat(seen).contains(Suppression.Cause.BOUNCE, Suppression.Cause.COMPLAINT);
  }

  @Test
  @DisplayName("end the same in 30 shuffles with duplicates, for 40 choices of thirty")
  void shufflesOfMany() {
    RandomReports reports = new RandomReports(20261127);
    Set<Suppression.Cause> seen = EnumSet.noneOf(Suppression.Cause.class);
    int free = 0;
    for (int choice = 0; choice < 40; choice++) {
      // In half of the choices nothing hides what softly bounced sends lead to.
      List<Report> many = choice % 2 == 0 ? reports.some(30) : reports.softBounces();
      Ending expected = end(List.of(many));
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

  private static Ending end(List<List<Report>> batches) {
    Mailbag mailbag = RandomReports.mailbag();
    batches.forEach(batch -> assertThat(mailbag.hear(batch).unheard()).isEmpty());
    return Ending.of(mailbag);
  }
}
