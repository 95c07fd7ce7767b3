package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.AdverseConditionsBench.AdverseConditionsResult;
import dev.sluice.benchmarks.TransactionalLoadBench.TransactionalLoadResult;
import dev.sluice.benchmarks.TransactionalLoadBench.TransactionalLoadSize;
import dev.sluice.local.fixture.ProjectTemplate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("integration")
@DisplayName("Transactional mail")
class TransactionalBenchTest {

  private static final TransactionalLoadResult.SystemTimings IDLE = side(100, 200);

  @Test
  @DisplayName("under a marketing backlog is handed to SES in its own request, none waiting")
  void isAcceptedInItsRequestUnderLoad() throws Exception {
    TransactionalLoadResult result =
        TransactionalLoadBench.measure(
            ProjectTemplate.PATH, new TransactionalLoadSize(10, 60, 3_000));

    assertThat(result.acceptedInRequest()).isEqualTo(60);
    assertThat(result.longestWaitMillis()).isZero();
    assertThat(result.marketing()).as("marketing went on").isPositive();
    assertThat(result.waiting()).as("and was not through").isPositive();
    assertThat(result.loaded().mostCalls()).isEqualTo(result.idle().mostCalls()).isPositive();
    assertThat(result.loaded().micros().median()).isPositive();
  }

  @Test
  @DisplayName("with everything against it is accepted, in order of arrival within a retry")
  void isAcceptedInOrderUnderAdverseConditions() throws Exception {
    AdverseConditionsResult result = AdverseConditionsBench.measure(ProjectTemplate.PATH, 40);

    assertThat(result.accepted()).isEqualTo(40);
    assertThat(result.outOfOrder()).isZero();
    assertThat(result.mostAttempts()).as("some were throttled").isGreaterThan(1);
    assertThat(result.meetsTarget()).as("%s", result).isTrue();
  }

  @Test
  @DisplayName("misses its bar under load if one waits, or our code takes a fifth longer")
  void missesTargetUnderLoad() {
    assertThat(load(1_000, 0, 9, side(100, 239)).meetsTarget()).isTrue();
    assertThat(load(999, 0, 9, side(100, 200)).meetsTarget())
        .as("one not in its request")
        .isFalse();
    assertThat(load(1_000, 1, 9, side(100, 200)).meetsTarget()).as("one waited").isFalse();
    assertThat(load(1_000, 0, 0, side(100, 200)).meetsTarget()).as("no backlog was left").isFalse();
    assertThat(load(1_000, 0, 9, side(100, 241)).meetsTarget()).as("p99 ratio").isFalse();
  }

  @Test
  @DisplayName("misses its hostile bar if one is not accepted, out of order, or it was not hostile")
  void missesTargetUnderAdverseConditions() {
    assertThat(new AdverseConditionsResult(10, 10, 2, 2, 0, 80, 75, 0).meetsTarget()).isTrue();
    assertThat(new AdverseConditionsResult(10, 9, 2, 2, 0, 80, 75, 0).meetsTarget()).isFalse();
    assertThat(new AdverseConditionsResult(10, 10, 2, 2, 1, 80, 75, 0).meetsTarget()).isFalse();
    assertThat(new AdverseConditionsResult(10, 10, 0, 1, 0, 80, 75, 0).meetsTarget()).isFalse();
    assertThat(new AdverseConditionsResult(10, 10, 2, 2, 0, 80, 60, 0).meetsTarget()).isFalse();
    assertThat(new AdverseConditionsResult(10, 10, 2, 2, 0, 80, 75, 1).meetsTarget()).isFalse();
  }

  @Test
  @DisplayName("is measured by nearest rank")
  void computesPercentilesByNearestRank() {
    List<Double> thousand =
        IntStream.rangeClosed(1, 1_000).mapToObj(i -> (double) (1_001 - i)).toList();
    assertThat(Percentiles.of(thousand)).isEqualTo(new Percentiles(500, 990));
    assertThat(Percentiles.of(List.of(7.0))).isEqualTo(new Percentiles(7, 7));
  }

  private static TransactionalLoadResult load(
      int inRequest, long longestWait, long waiting, TransactionalLoadResult.SystemTimings loaded) {
    return new TransactionalLoadResult(1_000, inRequest, longestWait, 100, waiting, IDLE, loaded);
  }

  private static TransactionalLoadResult.SystemTimings side(double median, double p99) {
    return new TransactionalLoadResult.SystemTimings(new Percentiles(median, p99), 6);
  }
}
