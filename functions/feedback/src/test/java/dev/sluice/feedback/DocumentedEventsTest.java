package dev.sluice.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Heard;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.Suppression;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records of the Amazon SES Developer Guide ("Examples of event data"), field by field, in the
 * envelope in which EventBridge carries them.
 */
@DisplayName("The events that SES documents")
class DocumentedEventsTest {

  private static final List<String> ALL =
      List.of(
          "send",
          "delivery",
          "delivery-delay",
          "bounce",
          "complaint",
          "reject",
          "rendering-failure",
          "open",
          "click",
          "subscription");

  private final Hearsay hearsay = new Hearsay();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("meanings")
  @DisplayName("are understood, each as what it says")
  void understood(String name, Set<Heard> heard) throws IOException {
    assertThat(hearsay.hear(List.of(hearsay.documented(name)))).isEmpty();
    assertThat(hearsay.spring().heard()).isEqualTo(heard);
    assertThat(hearsay.store.of(Hearsay.SPRING).keySet()).isEqualTo(heard);
  }

  static Stream<Arguments> meanings() {
    return Stream.of(
        arguments("send", Set.of()),
        arguments("delivery", Set.of(Heard.DELIVERED)),
        arguments("delivery-delay", Set.of()),
        arguments("bounce", Set.of(Heard.BOUNCED)),
        arguments("complaint", Set.of(Heard.COMPLAINED, Heard.DELIVERED)),
        arguments("reject", Set.of(Heard.REJECTED)),
        arguments("rendering-failure", Set.of(Heard.REJECTED)),
        arguments("open", Set.of(Heard.OPENED, Heard.DELIVERED)),
        arguments("click", Set.of(Heard.CLICKED, Heard.DELIVERED)),
        arguments("subscription", Set.of(Heard.UNSUBSCRIBED, Heard.DELIVERED)));
  }

  @Test
  @DisplayName("lead, all ten, to a suppression for the complaint, an opt-out and an engagement")
  void together() throws IOException {
    hearsay.hear(documented());
    Consents consents = hearsay.standing().consents();
    assertThat(consents.suppression())
        .contains(
            new Suppression(
                Suppression.Cause.COMPLAINT, Instant.parse("2017-08-05T00:41:02.669Z")));
    assertThat(consents.leftAll()).contains(Instant.parse("2022-01-12T01:00:17.910Z"));
    assertThat(hearsay.standing().engagedAt()).contains(Instant.parse("2017-08-09T23:51:25.570Z"));
  }

  @Test
  @DisplayName("lead to the same standing and counts in 500 shuffles with duplicates")
  void anyOrder() throws IOException {
    Random random = new Random(20261126);
    hearsay.hear(documented());
    for (int shuffle = 0; shuffle < 500; shuffle++) {
      Hearsay other = new Hearsay();
      List<ObjectNode> events = new ArrayList<>(documented());
      events.addAll(documented().subList(0, random.nextInt(ALL.size())));
      Collections.shuffle(events, random);
      int cut = random.nextInt(events.size());
      other.hear(events.subList(0, cut));
      other.hear(events.subList(cut, events.size()));
      assertThat(unversioned(other.standing())).isEqualTo(unversioned(hearsay.standing()));
      assertThat(other.store.of(Hearsay.SPRING)).isEqualTo(hearsay.store.of(Hearsay.SPRING));
    }
    assertThat(hearsay.store.of(Hearsay.SPRING))
        .isEqualTo(
            Map.of(
                Heard.DELIVERED, 1L,
                Heard.OPENED, 1L,
                Heard.CLICKED, 1L,
                Heard.BOUNCED, 1L,
                Heard.COMPLAINED, 1L,
                Heard.UNSUBSCRIBED, 1L,
                Heard.REJECTED, 1L));
  }

  private List<ObjectNode> documented() throws IOException {
    List<ObjectNode> all = new ArrayList<>();
    for (String name : ALL) {
      all.add(hearsay.documented(name));
    }
    return all;
  }

  private static List<Object> unversioned(Standing standing) {
    return List.of(standing.consents(), standing.history(), standing.engagedAt());
  }
}
