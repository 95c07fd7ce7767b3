package dev.sluice.core.feedback;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.state.SendEvent;
import dev.sluice.core.state.SubscriberState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is the same whatever the order: everything but how often the standing was written. */
record FeedbackResult(
    SubscriberState state, List<Map<SendEvent, Long>> counts, List<DailySendStats> days) {

  static FeedbackResult of(FeedbackFixture mailbag) {
    SubscriberState standing = mailbag.state();
    return new FeedbackResult(
        new SubscriberState(
            standing.subscriber(),
            0,
            standing.consents(),
            standing.history(),
            standing.deferredSends(),
            standing.drops(),
            standing.dueAt(),
            standing.engagedAt()),
        IntStream.range(0, RandomMailEvents.SENDS)
            .mapToObj(i -> mailbag.subscribers.countsOf(FeedbackFixture.campaign(i)))
            .toList(),
        mailbag.subscribers.daysSince(LocalDate.EPOCH));
  }

  Optional<Suppression.Cause> suppressedFor() {
    return state.consents().suppression().map(Suppression::cause);
  }
}
