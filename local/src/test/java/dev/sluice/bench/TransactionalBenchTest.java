package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.local.fixture.OwnTemplate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Transactional mail")
class TransactionalBenchTest {

  private static final LoadResult.Side IDLE = side(100, 200);

  @Test
  @DisplayName("under a marketing backlog is handed to SES in its own request, none waiting")
  void underLoad() throws Exception {
    LoadResult result = LoadBench.measure(OwnTemplate.PATH, new TransactionalSize(10, 60, 3_000));

    assertThat(result.inRequest()).isEqualTo(60);
    assertThat(result.longestWaitMillis()).isZero();
    assertThat(result.marketing()).as("marketing went on").isPositive();
    assertThat(result.waiting()).as("and was not through").isPositive();
    assertThat(result.loaded().mostCalls()).isEqualTo(result.idle().mostCalls()).isPositive();
    assertThat(result.loaded().micros().median()).isPositive();
  }

  @Test
  @DisplayName("with everything against it is accepted, in order of arrival within a retry")
  void hostile() throws Exception {
    HostileResult result = HostileBench.measure(OwnTemplate.PATH, 40);

    assertThat(result.accepted()).isEqualTo(40);
    assertThat(result.outOfOrder()).isZero();
    assertThat(result.mostAttempts()).as("some were throttled").isGreaterThan(1);
    assertThat(result.holds()).as("%s", result).isTrue();
  }

  @Test
  @DisplayName("misses its bar under load if one waits, or our code takes a fifth longer")
  void missesItsBarUnderLoad() {
    assertThat(load(1_000, 0, 9, side(100, 239)).holds()).isTrue();
    assertThat(load(999, 0, 9, side(100, 200)).holds()).as("one not in its request").isFalse();
    assertThat(load(1_000, 1, 9, side(100, 200)).holds()).as("one waited").isFalse();
    assertThat(load(1_000, 0, 0, side(100, 200)).holds()).as("no backlog was left").isFalse();
    assertThat(load(1_000, 0, 9, side(100, 241)).holds()).as("p99 ratio").isFalse();
  }

  @Test
  @DisplayName("misses its hostile bar if one is not accepted, out of order, or it was not hostile")
  void missesItsHostileBar() {
    assertThat(new HostileResult(10, 10, 2, 2, 0, 80, 75, 0).holds()).isTrue();
    assertThat(new HostileResult(10, 9, 2, 2, 0, 80, 75, 0).holds()).isFalse();
    assertThat(new HostileResult(10, 10, 2, 2, 1, 80, 75, 0).holds()).isFalse();
    assertThat(new HostileResult(10, 10, 0, 1, 0, 80, 75, 0).holds()).isFalse();
    assertThat(new HostileResult(10, 10, 2, 2, 0, 80, 60, 0).holds()).isFalse();
    assertThat(new HostileResult(10, 10, 2, 2, 0, 80, 75, 1).holds()).isFalse();
  }

  @Test
  @DisplayName("is measured by nearest rank")
  void percentiles() {
    List<Double> thousand =
        IntStream.rangeClosed(1, 1_000).mapToObj(i -> (double) (1_001 - i)).toList();
    assertThat(Percentiles.of(thousand)).isEqualTo(new Percentiles(500, 990));
    assertThat(Percentiles.of(List.of(7.0))).isEqualTo(new Percentiles(7, 7));
  }

  private static LoadResult load(
      int inRequest, long longestWait, long waiting, LoadResult.Side loaded) {
    return new LoadResult(1_000, inRequest, longestWait, 100, waiting, IDLE, loaded);
  }

  private static LoadResult.Side side(double median, double p99) {
    return new LoadResult.Side(new Percentiles(median, p99), 6);
  }
}
