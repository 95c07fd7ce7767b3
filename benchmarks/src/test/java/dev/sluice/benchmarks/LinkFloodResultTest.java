package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.LinkFloodBench.LinkFloodResult;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A flood at the links")
class LinkFloodResultTest {

  private static final Map<Long, Long> MINUTES = Map.of(1L, 672L, 2L, 100L);

  @Test
  @DisplayName("passes its bar when every minute had as many messages and every request an answer")
  void meetsTargetWhenEveryMinuteSentAsMuch() {
    assertThat(result(MINUTES, Map.of(404, 9_000, 503, 1_000)).meetsTarget()).isTrue();
  }

  @Test
  @DisplayName("misses it with one message later, one request unanswered, or one token good")
  void missesTargetOnAnyDifference() {
    Map<Long, Long> later = Map.of(1L, 671L, 2L, 101L);
    assertThat(result(later, Map.of(404, 10_000)).meetsTarget()).isFalse();
    assertThat(result(MINUTES, Map.of(404, 9_999)).meetsTarget()).isFalse();
    assertThat(result(MINUTES, Map.of(404, 9_999, 200, 1)).meetsTarget()).isFalse();
  }

  private static LinkFloodResult result(Map<Long, Long> flooded, Map<Integer, Integer> answers) {
    return new LinkFloodResult(MINUTES, flooded, answers, 1);
  }
}
