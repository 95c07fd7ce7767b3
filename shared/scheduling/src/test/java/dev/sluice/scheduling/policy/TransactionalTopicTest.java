package dev.sluice.scheduling.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scheduling.InvalidInputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The identifier of transactional mail")
class TransactionalTopicTest {

  @Test
  @DisplayName("is no topic that a campaign or a cap could name")
  void reserved() {
    assertThatThrownBy(() ->
            new Topic(
                TopicId.TRANSACTIONAL,
                "Receipts",
                "What you bought",
                Topic.Joining.OPT_OUT,
                Cadence.AS_IT_COMES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("use another identifier");
  }
}
