package dev.sluice.preferences;

import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
import dev.sluice.scheduling.visit.StandingStore;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Leaves a topic, in one conditional write of the standing.
 *
 * <p>The write is the fence: every visit that read the standing before loses its own write, and
 * every one that reads it after drops the topic's sends. Those that wait are not touched here, as
 * only visits count drops; the standing becomes due at once, so that the next run on the shard
 * takes it up. When that is, the shard's state decides: at the latest when the first of them was
 * due.
 */
record OptOut(StandingStore standings, InstantSource clock) {

  /** Losing this often to visits of one subscriber means something else is wrong. */
  private static final int MAX_ATTEMPTS = 10;

  /**
   * Leaves a topic, unless the subscriber has left it already.
   *
   * @return false if others wrote first each time: nothing was changed
   */
  boolean leave(Opened opened) {
    Optional<Opened> current = Optional.of(opened);
    for (int attempt = 0; attempt < MAX_ATTEMPTS && current.isPresent(); attempt++) {
      Opened seen = current.get();
      if (seen.hasLeft() || standings.commit(left(seen)) == Commit.COMMITTED) {
        return true;
      }
      current =
          standings
              .read(seen.standing().subscriber())
              .map(SubscriberRecord::standing)
              .map(standing -> new Opened(standing, seen.topic(), seen.described()));
    }
    return current.isEmpty(); // nobody is left to be mailed
  }

  private Standing left(Opened opened) {
    Standing standing = opened.standing();
    Consents consents = standing.consents();
    TopicChoice choice = new TopicChoice(Subscription.UNSUBSCRIBED, cadence(opened));
    Standing changed = standing.with(consents.with(opened.topic(), choice));
    return changed.with(
        standing.history(), standing.waiting(), standing.drops(), due(standing, opened.topic()));
  }

  /** The cadence is kept, so that who comes back finds the topic as it was. */
  private static Cadence cadence(Opened opened) {
    Consents consents = opened.standing().consents();
    return Optional.ofNullable(consents.choices().get(opened.topic()))
        .map(TopicChoice::cadence)
        .or(() -> opened.described().map(Topic::cadence))
        .orElse(Cadence.AS_IT_COMES);
  }

  /** Empty stays empty: what is held by a paused campaign is dropped when that goes on. */
  private Optional<Instant> due(Standing standing, TopicId topic) {
    Instant now = clock.instant();
    boolean waits = standing.waiting().stream().anyMatch(wait -> wait.topic().equals(topic));
    return standing.dueAt().map(due -> waits && now.isBefore(due) ? now : due);
  }
}
