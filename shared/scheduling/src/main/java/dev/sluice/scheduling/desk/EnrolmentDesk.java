package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.desk.Choosing.Chosen;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.policy.TopicId;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes subscribers in as the team sends them, but for those who were erased, and but for choices
 * against what subscribers chose themselves.
 *
 * <p>A hundred subscribers cost two reads each for the marks of erasures, and two more for the
 * edition of all; each that changes a choice costs a read and a transaction of standing and record;
 * each that would overrule an earlier choice a look at their records.
 */
public final class EnrolmentDesk {

  /** Losing this often to visits of one subscriber means something else is wrong. */
  private static final int MAX_ATTEMPTS = 10;

  private final Office office;
  private final SubscriberStore subscribers;
  private final ErasureDesk erasures;
  private final Choosing choosing;

  /** Creates a desk. */
  public EnrolmentDesk(Office office, SubscriberStore subscribers, ErasureDesk erasures) {
    this.office = office;
    this.subscribers = subscribers;
    this.erasures = erasures;
    this.choosing = new Choosing(new OwnChoices(office.consents()));
  }

  /**
   * What became of enrolments.
   *
   * @param erased those that were not stored, as the subscriber was erased
   * @param kept the topics in which the subscriber's own choice was kept, of those that were stored
   */
  public record Report(
      Map<SubscriberId, ErasureMark> erased, Map<SubscriberId, Set<TopicId>> kept) {
    public Report {
      erased = Map.copyOf(erased);
      kept = Map.copyOf(kept);
    }
  }

  /** What became of the wish to create a subscriber. */
  public sealed interface Creation {

    /**
     * They are stored.
     *
     * @param kept the topics in which an earlier choice of their own was kept
     */
    record Created(Set<TopicId> kept) implements Creation {}

    /** A subscriber with this identifier is stored: nothing was changed. */
    record Exists() implements Creation {}

    /** They were erased: nothing was changed. */
    record Erased(ErasureMark mark) implements Creation {}
  }

  /**
   * Creates or replaces subscribers, and sets what they chose in the topics that are named.
   *
   * <p>Choices are made before their subscriber is stored: if the work stops between the two, a
   * standing is left that belongs to nobody, never a subscriber who would get what they refused.
   *
   * @param enrolments of different subscribers, at most {@value SubscriberStore#MAX_BATCH}
   */
  public Report put(List<Enrolment> enrolments) {
    long edition = erasures.edition();
    Map<SubscriberId, ErasureMark> erased = new HashMap<>(marked(enrolments));
    List<Enrolment> good =
        enrolments.stream().filter(enrolment -> !erased.containsKey(enrolment.id())).toList();
    Map<SubscriberId, Set<TopicId>> kept = choose(good);
    if (!good.isEmpty()) {
      subscribers.putAll(good.stream().map(Enrolment::subscriber).toList());
    }
    if (erasures.edition() != edition) {
      erased.putAll(marked(good)); // somebody was erased since we looked: perhaps one of these
    }
    erased.forEach(erasures::undo);
    kept.keySet().removeAll(erased.keySet());
    return new Report(erased, kept);
  }

  /** Stores a subscriber who is not stored yet, with what they chose, together or not at all. */
  public Creation create(Enrolment enrolment) {
    long edition = erasures.edition();
    Map<SubscriberId, ErasureMark> before = marked(List.of(enrolment));
    if (!before.isEmpty()) {
      return erased(before);
    }
    Creation creation = createUnmarked(enrolment);
    Map<SubscriberId, ErasureMark> since =
        creation instanceof Creation.Created && erasures.edition() != edition
            ? marked(List.of(enrolment))
            : Map.of();
    return since.isEmpty() ? creation : erased(since);
  }

  private Creation erased(Map<SubscriberId, ErasureMark> one) {
    one.forEach(erasures::undo);
    return new Creation.Erased(one.values().iterator().next());
  }

  private Map<SubscriberId, ErasureMark> marked(List<Enrolment> enrolments) {
    return erasures.marked(enrolments.stream().map(Enrolment::subscriber).toList());
  }

  private Creation createUnmarked(Enrolment enrolment) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Instant now = office.now();
      Chosen chosen = choosing.of(enrolment, office.consents().standing(enrolment.id()), now);
      switch (subscribers.create(enrolment.subscriber(), chosen.after(), chosen.records())) {
        case CREATED -> {
          office.events().publish(chosen.records().stream().map(DomainEvent::of).toList());
          return new Creation.Created(chosen.kept());
        }
        case EXISTS -> {
          return new Creation.Exists();
        }
        case LOST -> {} // read again
      }
    }
    throw tooBusy();
  }

  private Map<SubscriberId, Set<TopicId>> choose(List<Enrolment> enrolments) {
    Map<SubscriberId, Set<TopicId>> kept = new HashMap<>();
    List<DomainEvent> events = new ArrayList<>();
    for (Enrolment enrolment : enrolments) {
      if (!enrolment.choices().isEmpty()) {
        Chosen chosen = choose(enrolment);
        chosen.records().stream().map(DomainEvent::of).forEach(events::add);
        if (!chosen.kept().isEmpty()) {
          kept.put(enrolment.id(), chosen.kept());
        }
      }
    }
    office.events().publish(events);
    return kept;
  }

  private Chosen choose(Enrolment enrolment) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Standing known = office.consents().standing(enrolment.id());
      Chosen chosen = choosing.of(enrolment, known, office.now());
      if (chosen.records().isEmpty()) {
        return chosen;
      }
      if (office.consents().commit(chosen.after(), chosen.records()) == Commit.COMMITTED) {
        if (!chosen.after().dueAt().equals(known.dueAt())) {
          office.shards().nudge(Shard.of(enrolment.id()));
        }
        return chosen;
      }
    }
    throw tooBusy();
  }

  private static IllegalStateException tooBusy() {
    return new IllegalStateException(
        "a standing changed " + MAX_ATTEMPTS + " times while choices were made: try again");
  }
}
