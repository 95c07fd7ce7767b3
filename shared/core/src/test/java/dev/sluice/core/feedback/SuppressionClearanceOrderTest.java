package dev.sluice.core.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.consent.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An address is freed while reports still come. Whether there was anything to free depends on what
 * had been heard by then; what it leads to depends on nothing else.
 */
@Tag("slow")
@DisplayName("Reports in any order around the freeing of an address")
class SuppressionClearanceOrderTest {

  /**
   * Sends from this one on went out after the freeing, so that nothing was heard of them before.
   */
  private static final int FIRST_AFTER = 5;

  private static final Instant FREED = FeedbackFixture.after(FIRST_AFTER, -60);
  private static final int CHOICES = 100;

  /** One thing that happens: a report, or the freeing. */
  private record Step(Optional<SubscriberMailEvent> report) {
    static final Step FREEING = new Step(Optional.empty());

    static Step of(SubscriberMailEvent report) {
      return new Step(Optional.of(report));
    }

    boolean isOfMailSentAfter() {
      return report.filter(known -> known.sentAt().isAfter(FREED)).isPresent();
    }
  }

  private final RandomMailEvents random = new RandomMailEvents(20261128);
  private boolean freed;

  @Test
  @DisplayName("end the same in all orders of five and the freeing, for 100 choices of five")
  void givesSameResultInAllOrdersOfFive() {
    Set<Optional<Suppression.Cause>> seen = new HashSet<>();
    int made = 0;
    for (int choice = 0; choice < CHOICES; choice++) {
      List<SubscriberMailEvent> five = random.events(5);
      boolean despite = random.nextInt(2) == 0;
      FeedbackResult never = ending(five.stream().map(Step::of).toList(), despite);
      Set<FeedbackResult> endings = new HashSet<>();
      for (List<Step> order : RandomMailEvents.orders(with(five))) {
        if (canBe(order)) {
          FeedbackResult ending = ending(order, despite);
          if (freed) {
            endings.add(ending);
          } else {
            assertThat(ending).as("nothing to free: %s", order).isEqualTo(never);
          }
        }
      }
      assertThat(endings).as("%s", five).hasSizeLessThanOrEqualTo(1);
      endings.forEach(ending -> seen.add(ending.suppressedFor()));
      made += endings.size();
    }
    assertThat(made).as("choices with something to free").isGreaterThan(CHOICES / 6);
    assertThat(seen).contains(Optional.empty(), Optional.of(Suppression.Cause.BOUNCE));
  }

  @Test
  @DisplayName("end the same in 30 shuffles with duplicates, for 40 choices of thirty")
  void givesSameResultInShufflesWithDuplicates() {
    Set<Suppression.Cause> seen = EnumSet.noneOf(Suppression.Cause.class);
    int free = 0;
    for (int choice = 0; choice < 40; choice++) {
      List<SubscriberMailEvent> many = choice % 2 == 0 ? random.events(30) : random.softBounces();
      Set<FeedbackResult> endings = new HashSet<>();
      for (int shuffle = 0; shuffle < 30; shuffle++) {
        FeedbackResult ending = ending(aroundTheClearance(random.shuffledTwice(many)), true);
        if (freed) {
          endings.add(ending);
        }
      }
      assertThat(endings).as("choice %s", choice).hasSizeLessThanOrEqualTo(1);
      endings.stream()
          .map(FeedbackResult::suppressedFor)
          .flatMap(Optional::stream)
          .forEach(seen::add);
      free += (int) endings.stream().filter(ending -> ending.suppressedFor().isEmpty()).count();
    }
    assertThat(seen).contains(Suppression.Cause.BOUNCE, Suppression.Cause.COMPLAINT);
    assertThat(free).as("choices after which mail may be sent").isPositive();
  }

  private FeedbackResult ending(List<Step> steps, boolean despiteComplaint) {
    FeedbackFixture mailbag = RandomMailEvents.fixture();
    freed = false;
    for (Step step : steps) {
      step.report()
          .ifPresentOrElse(
              report -> mailbag.process(List.of(report)),
              () -> freed = mailbag.clearSuppression(FREED, despiteComplaint));
    }
    return FeedbackResult.of(mailbag);
  }

  private static List<Step> with(List<SubscriberMailEvent> reports) {
    return Stream.concat(reports.stream().map(Step::of), Stream.of(Step.FREEING)).toList();
  }

  private static boolean canBe(List<Step> order) {
    return order.subList(0, order.indexOf(Step.FREEING)).stream()
        .noneMatch(Step::isOfMailSentAfter);
  }

  /** Frees somewhere among the reports on mail sent before; those on later mail come after it. */
  private List<Step> aroundTheClearance(List<SubscriberMailEvent> reports) {
    List<Step> steps = new ArrayList<>(with(reports));
    Collections.rotate(steps, random.nextInt(steps.size()));
    int freeing = steps.indexOf(Step.FREEING);
    List<Step> tooEarly =
        steps.subList(0, freeing).stream().filter(Step::isOfMailSentAfter).toList();
    List<Step> before =
        steps.subList(0, freeing).stream().filter(step -> !step.isOfMailSentAfter()).toList();
    List<Step> after = new ArrayList<>(steps.subList(freeing + 1, steps.size()));
    after.addAll(0, tooEarly);
    return Stream.of(before, List.of(Step.FREEING), after).flatMap(List::stream).toList();
  }
}
