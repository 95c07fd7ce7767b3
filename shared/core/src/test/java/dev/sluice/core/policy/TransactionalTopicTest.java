package dev.sluice.core.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.core.support.InvalidInputException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The identifier of transactional mail")
class TransactionalTopicTest {

  @Test
  @DisplayName("is no topic that a campaign or a cap could name")
  void isReserved() {
    assertThatThrownBy(() ->
            new Topic(
                TopicId.TRANSACTIONAL,
                "Receipts",
                "What you bought",
                Topic.OptInMode.OPT_OUT,
                Cadence.AS_IT_COMES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("use another identifier");
  }
}
