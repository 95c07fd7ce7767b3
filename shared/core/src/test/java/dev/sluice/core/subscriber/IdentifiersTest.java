package dev.sluice.core.subscriber;

import static dev.sluice.core.support.InvalidInputAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.segment.SegmentId;
import dev.sluice.core.support.InputRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Identifiers and names")
class IdentifiersTest {
  @Nested
  @DisplayName("of a subscriber")
  class OfASubscriber {
    @ParameterizedTest(name = "are the team''s own: {0}")
    @ValueSource(strings = {"1", "crm:00042", "mari@example.com", "a.b_c+d=e-f", "Z"})
    void acceptsValidSubscriberIds(String id) {
      assertThat(new SubscriberId(id)).hasToString(id);
    }

    @ParameterizedTest(name = "[{index}] are refused outside the form: {0}")
    @ValueSource(strings = {"", "-a", ".a", "a b", "a#b", "a/b", "a\n", "ä"})
    void rejectsInvalidSubscriberIds(String id) {
      assertRefused(() -> new SubscriberId(id), "id", id, "use 1 to 128 of A-Z a-z 0-9");
    }

    @Test
    @DisplayName("have at most 128 characters")
    void limitsSubscriberIdsTo128Characters() {
      assertThat(new SubscriberId("a".repeat(128)).value()).hasSize(128);
      assertRefused(
          () -> new SubscriberId("a".repeat(129)), "id", "a".repeat(80) + "…", "use 1 to 128");
    }
  }

  @Nested
  @DisplayName("of topics, segments and campaigns")
  class OfTopics {
    @ParameterizedTest(name = "are short and plain: {0}")
    @ValueSource(strings = {"offers", "2026-11_black-friday", "0"})
    void acceptsValidIds(String id) {
      assertThat(new TopicId(id)).hasToString(id);
      assertThat(new SegmentId(id)).hasToString(id);
      assertThat(new CampaignId(id)).hasToString(id);
    }

    @ParameterizedTest(name = "[{index}] are refused outside the form: {0}")
    @ValueSource(strings = {"", "Offers", "-offers", "of fers", "offers\n", "õnn", "a.b"})
    void rejectsInvalidIds(String id) {
      assertRefused(() -> new TopicId(id), "topic", id, "use 1 to 64 lower-case letters");
      assertRefused(() -> new SegmentId(id), "segment", id, "use 1 to 64 lower-case letters");
      assertRefused(() -> new CampaignId(id), "campaign", id, "use 1 to 64 lower-case letters");
    }

    @Test
    @DisplayName("have at most 64 characters")
    void limitsIdsTo64Characters() {
      assertThat(new TopicId("a".repeat(64)).value()).hasSize(64);
      assertRefused(
          () -> new TopicId("a".repeat(65)), "topic", "a".repeat(65), "use 1 to 64 lower-case");
    }
  }

  @Nested
  @DisplayName("for people")
  class ForPeople {
    @Test
    @DisplayName("are any text of one line")
    void acceptsAnyTextOfOneLine() {
      assertThat(InputRules.requireSingleLine("name", "Eriti head pakkumised — täna!", 100))
          .contains("täna");
    }

    @ParameterizedTest(name = "[{index}] are refused blank, too long or with control characters")
    @ValueSource(
        strings = {
          "",
          "  ",
          "a\nb",
          "a\rb",
          "a\tb",
          "a\u0000b",
          "a\u0085b",
          "a\u2028b",
          "12345678901"
        })
    void rejectsInvalidNames(String name) {
      assertRefused(
          () -> InputRules.requireSingleLine("name", name, 10),
          "name",
          name,
          "use 1 to 10 characters");
    }
  }
}
