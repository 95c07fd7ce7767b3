package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.consent.Amendment;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Works out what the choices that the team sends make of a standing.
 *
 * @param own which choices are the subscriber's own
 */
record Choosing(OwnChoices own) {

  /**
   * What choices make of a standing.
   *
   * @param after the standing to commit, with the version that was read
   * @param records of the changes; none if nothing is to be written
   * @param kept the topics in which the subscriber's own choice was kept
   */
  record Chosen(Standing after, List<ConsentRecord> records, Set<TopicId> kept) {
    Chosen {
      records = List.copyOf(records);
      kept = Set.copyOf(kept);
    }
  }

  Chosen of(Enrolment enrolment, Standing known, Instant now) {
    Set<TopicId> kept = new LinkedHashSet<>();
    List<ConsentChange> changes = new ArrayList<>();
    new TreeMap<>(enrolment.choices())
        .forEach((topic, choice) -> {
          if (!enrolment.resubscribe() && own.forbid(topic, choice, known)) {
            kept.add(topic);
          } else {
            changes.add(new ConsentChange.TopicChosen(topic, choice));
          }
        });
    Amendment amendment = Amendment.of(known.consents(), changes, now);
    List<ConsentRecord> records =
        amendment.records(now, enrolment.id(), Means.API, Optional.empty());
    Standing after = known.with(amendment.after());
    return new Chosen(records.isEmpty() ? known : hurried(after, now), records, kept);
  }

  /**
   * Makes due now what waits for a later instant: unlike a desk that serves one person, an import
   * leaves it to the visit to plan anew. What is held by a paused campaign stays without an
   * instant.
   */
  private static Standing hurried(Standing standing, Instant now) {
    return standing.due(standing.dueAt().map(due -> now.isBefore(due) ? now : due));
  }
}
