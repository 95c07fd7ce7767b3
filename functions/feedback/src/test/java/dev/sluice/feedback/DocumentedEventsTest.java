package dev.sluice.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.core.consent.Consents;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SubscriberState;
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

  private final FeedbackHandlerFixture fixture = new FeedbackHandlerFixture();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("meanings")
  @DisplayName("are understood, each as what it says")
  void areParsedWithTheirMeaning(String name, Set<SendEvent> heard) throws IOException {
    assertThat(fixture.handleEvents(List.of(fixture.documentedEvent(name)))).isEmpty();
    assertThat(fixture.sendRecord().events()).isEqualTo(heard);
    assertThat(fixture.subscribers.countsOf(FeedbackHandlerFixture.SPRING).keySet())
        .isEqualTo(heard);
  }

  static Stream<Arguments> meanings() {
    return Stream.of(
        arguments("send", Set.of()),
        arguments("delivery", Set.of(SendEvent.DELIVERED)),
        arguments("delivery-delay", Set.of()),
        arguments("bounce", Set.of(SendEvent.BOUNCED)),
        arguments("complaint", Set.of(SendEvent.COMPLAINED, SendEvent.DELIVERED)),
        arguments("reject", Set.of(SendEvent.REJECTED)),
        arguments("rendering-failure", Set.of(SendEvent.REJECTED)),
        arguments("open", Set.of(SendEvent.OPENED, SendEvent.DELIVERED)),
        arguments("click", Set.of(SendEvent.CLICKED, SendEvent.DELIVERED)),
        arguments("subscription", Set.of(SendEvent.UNSUBSCRIBED, SendEvent.DELIVERED)));
  }

  @Test
  @DisplayName("lead, all ten, to a suppression for the complaint, an opt-out and an engagement")
  void resultInSuppressionOptOutAndEngagement() throws IOException {
    fixture.handleEvents(documented());
    Consents consents = fixture.state().consents();
    assertThat(consents.suppression())
        .contains(
            new Suppression(
                Suppression.Cause.COMPLAINT, Instant.parse("2017-08-05T00:41:02.669Z")));
    assertThat(consents.unsubscribedAt()).contains(Instant.parse("2022-01-12T01:00:17.910Z"));
    assertThat(fixture.state().engagedAt()).contains(Instant.parse("2017-08-09T23:51:25.570Z"));
  }

  @Test
  @DisplayName("lead to the same standing and counts in 500 shuffles with duplicates")
  void convergeInAnyOrderWithDuplicates() throws IOException {
    Random random = new Random(20261126);
    fixture.handleEvents(documented());
    for (int shuffle = 0; shuffle < 500; shuffle++) {
      FeedbackHandlerFixture other = new FeedbackHandlerFixture();
      List<ObjectNode> events = new ArrayList<>(documented());
      events.addAll(documented().subList(0, random.nextInt(ALL.size())));
      Collections.shuffle(events, random);
      int cut = random.nextInt(events.size());
      other.handleEvents(events.subList(0, cut));
      other.handleEvents(events.subList(cut, events.size()));
      assertThat(unversioned(other.state())).isEqualTo(unversioned(fixture.state()));
      assertThat(other.subscribers.countsOf(FeedbackHandlerFixture.SPRING))
          .isEqualTo(fixture.subscribers.countsOf(FeedbackHandlerFixture.SPRING));
    }
    assertThat(fixture.subscribers.countsOf(FeedbackHandlerFixture.SPRING))
        .isEqualTo(
            Map.of(
                SendEvent.DELIVERED, 1L,
                SendEvent.OPENED, 1L,
                SendEvent.CLICKED, 1L,
                SendEvent.BOUNCED, 1L,
                SendEvent.COMPLAINED, 1L,
                SendEvent.UNSUBSCRIBED, 1L,
                SendEvent.REJECTED, 1L));
  }

  private List<ObjectNode> documented() throws IOException {
    List<ObjectNode> all = new ArrayList<>();
    for (String name : ALL) {
      all.add(fixture.documentedEvent(name));
    }
    return all;
  }

  private static List<Object> unversioned(SubscriberState standing) {
    return List.of(standing.consents(), standing.history(), standing.engagedAt());
  }
}
