package dev.sluice.core.sharding;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A shard")
class ShardTest {
  private static final int EACH = 250;

  @ParameterizedTest(name = "of {0} is {1}, for ever: it is part of stored keys")
  @CsvSource({"s1, 48", "mari@example.com, 59", "crm:00042, 12"})
  void keepsShardOfSubscriber(String id, int number) {
    assertThat(Shard.of(new SubscriberId(id))).isEqualTo(new Shard(number));
  }

  @Test
  @DisplayName("gets about as many subscribers as any other, however identifiers are made")
  void distributesSubscribersEvenly() {
    List<IntFunction<String>> makes =
        List.of(i -> "" + i, i -> "crm:%08d".formatted(i), i -> "user" + i + "@example.com");
    for (IntFunction<String> make : makes) {
      Map<Shard, Long> sizes =
          IntStream.range(0, EACH * Shard.COUNT)
              .mapToObj(make)
              .map(id -> Shard.of(new SubscriberId(id)))
              .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
      assertThat(sizes).hasSize(Shard.COUNT);
      assertThat(sizes.values()).allMatch(size -> EACH / 2 < size && size < EACH * 2);
    }
  }

  @Test
  @DisplayName("is labelled by two digits, and found by them again")
  void findsShardByItsLabel() {
    assertThat(Shard.all()).hasSize(64).isSorted();
    assertThat(Shard.all()).allSatisfy(s -> assertThat(Shard.fromLabel(s.label())).isEqualTo(s));
    assertThat(new Shard(7).label()).isEqualTo("07");
    assertThat(new Shard(63).label()).isEqualTo("63");
  }

  @ParameterizedTest(name = "[{index}] is refused with the label ''{0}''")
  @ValueSource(strings = {"", "7", "007", "64", "-1", "a1", "07\n", "٠٧"})
  void rejectsInvalidLabels(String label) {
    assertRefused(() -> Shard.fromLabel(label), "shard", label, "63");
  }

  @ParameterizedTest(name = "is refused with the number {0}")
  @ValueSource(ints = {-1, 64})
  void rejectsInvalidNumbers(int number) {
    assertRefused(() -> new Shard(number), "shard", Integer.toString(number), "use 0 to 63");
  }
}
