package dev.sluice.core.service;

import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.PreferenceMerge.MergeResult;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.state.SubscriberStore;
import dev.sluice.core.subscriber.SubscriberId;
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
public final class SubscriberImportService {

  /** Losing this often to visits of one subscriber means something else is wrong. */
  private static final int MAX_ATTEMPTS = 10;

  private final ServiceDependencies dependencies;
  private final SubscriberStore subscribers;
  private final ErasureService erasures;
  private final PreferenceMerge preferenceMerge;

  /** Creates a desk. */
  public SubscriberImportService(
      ServiceDependencies office, SubscriberStore subscribers, ErasureService erasures) {
    this.dependencies = office;
    this.subscribers = subscribers;
    this.erasures = erasures;
    this.preferenceMerge = new PreferenceMerge(new SelfServiceChoices(office.consents()));
  }

  /**
   * What became of enrolments.
   *
   * @param erased those that were not stored, as the subscriber was erased
   * @param keptChoices the topics in which the subscriber's own choice was kept, of those that were
   *     stored
   */
  public record ImportResult(
      Map<SubscriberId, ErasureMark> erased, Map<SubscriberId, Set<TopicId>> keptChoices) {
    public ImportResult {
      erased = Map.copyOf(erased);
      keptChoices = Map.copyOf(keptChoices);
    }
  }

  /** What became of the wish to create a subscriber. */
  public sealed interface CreateResult {

    /**
     * They are stored.
     *
     * @param keptChoices the topics in which an earlier choice of their own was kept
     */
    record Created(Set<TopicId> keptChoices) implements CreateResult {}

    /** A subscriber with this identifier is stored: nothing was changed. */
    record Exists() implements CreateResult {}

    /** They were erased: nothing was changed. */
    record Erased(ErasureMark mark) implements CreateResult {}
  }

  /**
   * Creates or replaces subscribers, and sets what they chose in the topics that are named.
   *
   * <p>Choices are made before their subscriber is stored: if the work stops between the two, a
   * standing is left that belongs to nobody, never a subscriber who would get what they refused.
   *
   * @param enrolments of different subscribers, at most {@value SubscriberStore#MAX_BATCH}
   */
  public ImportResult importAll(List<SubscriberImport> enrolments) {
    long edition = erasures.edition();
    Map<SubscriberId, ErasureMark> erased = new HashMap<>(findErased(enrolments));
    List<SubscriberImport> good =
        enrolments.stream().filter(enrolment -> !erased.containsKey(enrolment.id())).toList();
    Map<SubscriberId, Set<TopicId>> kept = saveChoices(good);
    if (!good.isEmpty()) {
      subscribers.saveAll(good.stream().map(SubscriberImport::subscriber).toList());
    }
    if (erasures.edition() != edition) {
      erased.putAll(findErased(good)); // somebody was erased since we looked: perhaps one of these
    }
    erased.forEach(erasures::eraseAgain);
    kept.keySet().removeAll(erased.keySet());
    return new ImportResult(erased, kept);
  }

  /** Stores a subscriber who is not stored yet, with what they chose, together or not at all. */
  public CreateResult create(SubscriberImport enrolment) {
    long edition = erasures.edition();
    Map<SubscriberId, ErasureMark> before = findErased(List.of(enrolment));
    if (!before.isEmpty()) {
      return undoErased(before);
    }
    CreateResult creation = createIfNotErased(enrolment);
    Map<SubscriberId, ErasureMark> since =
        creation instanceof CreateResult.Created && erasures.edition() != edition
            ? findErased(List.of(enrolment))
            : Map.of();
    return since.isEmpty() ? creation : undoErased(since);
  }

  private CreateResult undoErased(Map<SubscriberId, ErasureMark> one) {
    one.forEach(erasures::eraseAgain);
    return new CreateResult.Erased(one.values().iterator().next());
  }

  private Map<SubscriberId, ErasureMark> findErased(List<SubscriberImport> enrolments) {
    return erasures.findErased(enrolments.stream().map(SubscriberImport::subscriber).toList());
  }

  private CreateResult createIfNotErased(SubscriberImport enrolment) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Instant now = dependencies.now();
      MergeResult chosen =
          preferenceMerge.merge(enrolment, dependencies.consents().findState(enrolment.id()), now);
      switch (subscribers.create(enrolment.subscriber(), chosen.after(), chosen.records())) {
        case CREATED -> {
          dependencies.events().publish(chosen.records().stream().map(DomainEvent::of).toList());
          return new CreateResult.Created(chosen.keptChoices());
        }
        case EXISTS -> {
          return new CreateResult.Exists();
        }
        case CONFLICT -> {} // read again
      }
    }
    throw tooBusy();
  }

  private Map<SubscriberId, Set<TopicId>> saveChoices(List<SubscriberImport> enrolments) {
    Map<SubscriberId, Set<TopicId>> kept = new HashMap<>();
    List<DomainEvent> events = new ArrayList<>();
    for (SubscriberImport enrolment : enrolments) {
      if (!enrolment.choices().isEmpty()) {
        MergeResult chosen = saveChoices(enrolment);
        chosen.records().stream().map(DomainEvent::of).forEach(events::add);
        if (!chosen.keptChoices().isEmpty()) {
          kept.put(enrolment.id(), chosen.keptChoices());
        }
      }
    }
    dependencies.events().publish(events);
    return kept;
  }

  private MergeResult saveChoices(SubscriberImport enrolment) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      SubscriberState known = dependencies.consents().findState(enrolment.id());
      MergeResult chosen = preferenceMerge.merge(enrolment, known, dependencies.now());
      if (chosen.records().isEmpty()) {
        return chosen;
      }
      if (dependencies.consents().commit(chosen.after(), chosen.records()) == Commit.COMMITTED) {
        if (!chosen.after().dueAt().equals(known.dueAt())) {
          dependencies.shards().requestRevisit(Shard.of(enrolment.id()));
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
