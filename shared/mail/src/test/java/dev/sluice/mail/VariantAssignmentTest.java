package dev.sluice.mail;

import static dev.sluice.mail.MailFixtures.campaign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.Variant;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The choice of a variant")
class VariantAssignmentTest {

  private final Campaign campaign =
      campaign(
          Map.of(),
          new Variant("a", 1, "s", "h", "t"),
          new Variant("b", 3, "s", "h", "t"),
          new Variant("c", 6, "s", "h", "t"));

  @Test
  @DisplayName("is the same each time")
  void isRepeatable() {
    IntStream.range(0, 100).forEach(i -> assertThat(choose(i)).isSameAs(choose(i)));
  }

  @Test
  @DisplayName("follows the weights")
  void followsWeights() {
    Map<String, Long> counts =
        IntStream.range(0, 10_000)
            .mapToObj(i -> choose(i).id())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts.get("a")).isBetween(900L, 1_100L);
    assertThat(counts.get("b")).isBetween(2_850L, 3_150L);
    assertThat(counts.get("c")).isBetween(5_850L, 6_150L);
  }

  @Test
  @DisplayName("is the only variant there is")
  void assignsOnlyVariant() {
    Campaign one = campaign(Map.of(), new Variant("a", 1, "s", "h", "t"));
    assertThat(VariantAssignment.assign(one, new SubscriberId("x")).id()).isEqualTo("a");
  }

  private Variant choose(int subscriber) {
    return VariantAssignment.assign(campaign, new SubscriberId("s" + subscriber));
  }
}
