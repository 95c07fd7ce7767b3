package dev.sluice.core.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the planner with a slow oracle on seeded random cases.
 *
 * <p>{@code -Dsluice.oracle.cases} sets how many, {@code -Dsluice.oracle.seed} the seed of the
 * first one (the others count on from it), so that a failure is repeated with the seed it printed
 * and one case.
 */
@DisplayName("Every plan")
class PlannerAgainstOracleTest {
  private static final long SEED = Long.getLong("sluice.oracle.seed", 20_261_121L);
  private static final int SAMPLE = 20_000;
  private static final int CASES = Integer.getInteger("sluice.oracle.cases", 120_000);

  @Test
  @DisplayName("is safe in every window, and as early and as heavy as it can be, with true reasons")
  void agreesWithTheOracle() {
    LongStream.range(SEED, SEED + CASES)
        .parallel()
        .filter(seed -> violation(CaseGenerator.of(seed)).isPresent())
        .findFirst()
        .ifPresent(PlannerAgainstOracleTest::report);
  }

  @Test
  @Tag("oracle")
  @DisplayName("that the generator leads to is one of many kinds, none of them rare")
  void generatedCasesCoverEveryKind() {
    Map<String, Long> kinds =
        LongStream.range(SEED, SEED + SAMPLE)
            .mapToObj(CaseGenerator::of)
            .flatMap(input -> CaseCoverage.of(input, input.plan()))
            .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    System.out.println(kinds);
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(49);
    assertThat(kinds.values()).allMatch(count -> count >= SAMPLE / 1000);
  }

  private static void report(long seed) {
    PlannerCase small = CaseGenerator.of(seed).shrink(input -> violation(input).isPresent());
    fail(
        "case of seed %d (repeat with -Dsluice.oracle.seed=%d -Dsluice.oracle.cases=1)%n%n%s%n%s",
        seed, seed, small.describe(), violation(small).orElse("the fault went away"));
  }

  private static Optional<String> violation(PlannerCase input) {
    try {
      Plan plan = input.plan();
      SafetyOracle.check(input, plan);
      PlanOracle.check(input, plan);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(e.toString());
    }
  }
}
