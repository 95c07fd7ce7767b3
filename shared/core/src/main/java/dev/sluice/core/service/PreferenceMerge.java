package dev.sluice.core.service;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.ConsentUpdate;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.state.SubscriberState;
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
 * @param selfServiceChoices which choices are the subscriber's own
 */
record PreferenceMerge(SelfServiceChoices selfServiceChoices) {

  /**
   * What choices make of a standing.
   *
   * @param after the standing to commit, with the version that was read
   * @param records of the changes; none if nothing is to be written
   * @param keptChoices the topics in which the subscriber's own choice was kept
   */
  record MergeResult(SubscriberState after, List<ConsentRecord> records, Set<TopicId> keptChoices) {
    MergeResult {
      records = List.copyOf(records);
      keptChoices = Set.copyOf(keptChoices);
    }
  }

  MergeResult merge(SubscriberImport enrolment, SubscriberState known, Instant now) {
    Set<TopicId> kept = new LinkedHashSet<>();
    List<ConsentChange> changes = new ArrayList<>();
    new TreeMap<>(enrolment.choices())
        .forEach((topic, choice) -> {
          if (!enrolment.resubscribe() && selfServiceChoices.blocks(topic, choice, known)) {
            kept.add(topic);
          } else {
            changes.add(new ConsentChange.TopicChosen(topic, choice));
          }
        });
    ConsentUpdate amendment = ConsentUpdate.compute(known.consents(), changes, now);
    List<ConsentRecord> records =
        amendment.toRecords(now, enrolment.id(), ConsentSource.API, Optional.empty());
    SubscriberState after = known.with(amendment.after());
    return new MergeResult(records.isEmpty() ? known : dueNow(after, now), records, kept);
  }

  /**
   * Makes due now what waits for a later instant: unlike a desk that serves one person, an import
   * leaves it to the visit to plan anew. What is held by a paused campaign stays without an
   * instant.
   */
  private static SubscriberState dueNow(SubscriberState standing, Instant now) {
    return standing.withDueAt(standing.dueAt().map(due -> now.isBefore(due) ? now : due));
  }
}
