package dev.sluice.core.service;

import static java.util.stream.Collectors.toSet;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.policy.TopicId;
import dev.sluice.core.service.PreferenceMerge.MergeResult;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberRepository.Creation;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.core.support.Instants;
import dev.sluice.core.support.OptimisticLock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stores the subscribers that the team sends, except erased ones, those whose inbox another
 * subscriber owns, and choices that would overrule what a subscriber chose themselves.
 *
 * <p>If something waits for a subscriber and what is known of them changes, they are due at once,
 * for a worker to plan again.
 *
 * <p>A hundred subscribers cost two reads each for the marks of erasures, one for the state, and
 * two more in all for the marks' edition; what each of them costs to store is said where it is
 * stored. One with choices costs a read of the inbox more; one whose choices change, a read and a
 * transaction of state and record; one whose earlier choice may be overruled, a query of their
 * records; one who waits, a read, and three writes if they change.
 */
public final class SubscriberImportService {

  private static final String ITEM = "a subscriber's state";

  private final InstantSource clock;
  private final SubscriberRepository repository;
  private final ErasureService erasures;
  private final ShardStore shards;
  private final DomainEventPublisher events;
  private final PreferenceMerge preferenceMerge;

  /** Creates a service over these stores. */
  public SubscriberImportService(
      InstantSource clock,
      SubscriberRepository repository,
      ConsentRecords records,
      ErasureService erasures,
      ShardStore shards,
      DomainEventPublisher events) {
    this.clock = clock;
    this.repository = repository;
    this.erasures = erasures;
    this.shards = shards;
    this.events = events;
    this.preferenceMerge = new PreferenceMerge(records);
  }

  /**
   * The outcome of a batch.
   *
   * @param erased the subscribers that were not stored because they were erased
   * @param taken the subscribers that were not stored because another one owns their inbox, with
   *     that owner
   * @param keptChoices the topics in which the subscriber's own choice was kept, of those that were
   *     stored
   */
  public record ImportResult(
      Map<SubscriberId, ErasureMark> erased,
      Map<SubscriberId, SubscriberId> taken,
      Map<SubscriberId, Set<TopicId>> keptChoices) {
    public ImportResult {
      erased = Map.copyOf(erased);
      taken = Map.copyOf(taken);
      keptChoices = Map.copyOf(keptChoices);
    }
  }

  /** The outcome of creating one subscriber. */
  public sealed interface CreateResult {

    /**
     * The subscriber is stored.
     *
     * @param keptChoices the topics in which an earlier choice of their own was kept
     */
    record Created(Set<TopicId> keptChoices) implements CreateResult {}

    /** A subscriber with this identifier is stored: nothing was changed. */
    record Exists() implements CreateResult {}

    /** Another subscriber owns the inbox of the address: nothing was changed. */
    record InboxTaken(SubscriberId owner) implements CreateResult {}

    /** The subscriber was erased: nothing was changed. */
    record Erased(ErasureMark mark) implements CreateResult {}
  }

  /**
   * Creates or replaces subscribers, and sets their choices in the topics that are named.
   *
   * <p>Choices are stored before their subscriber: if the work stops between the two, a state is
   * left without a subscriber, never a subscriber who would get what they refused. Of several
   * imports with one inbox, the first is stored.
   *
   * @param imports of different subscribers, at most {@value SubscriberRepository#MAX_BATCH}
   * @throws ConcurrentUpdateException if other writers of one state come first each time: the
   *     choices of some may be stored, and repeating the whole batch completes it
   */
  public ImportResult importAll(List<SubscriberImport> imports) {
    long edition = erasures.edition();
    Map<SubscriberId, ErasureMark> erased = new HashMap<>(findErased(imports));
    List<SubscriberImport> accepted =
        imports.stream().filter(one -> !erased.containsKey(one.id())).toList();
    Map<SubscriberId, SubscriberId> taken = new HashMap<>();
    Map<SubscriberId, Set<TopicId>> kept = new HashMap<>();
    for (List<SubscriberImport> round : byInbox(accepted)) {
      save(round, taken, kept);
    }
    if (erasures.edition() != edition) {
      erased.putAll(findErased(accepted)); // an erasure since the lookup may be of one of these
    }
    erased.forEach(erasures::eraseAgain);
    kept.keySet().removeAll(erased.keySet());
    taken.keySet().removeAll(erased.keySet());
    return new ImportResult(erased, taken, kept);
  }

  /** Splits imports into rounds in which no two have the same inbox. */
  private static List<List<SubscriberImport>> byInbox(List<SubscriberImport> imports) {
    List<List<SubscriberImport>> rounds = new ArrayList<>();
    Map<Inbox, Integer> counts = new HashMap<>();
    for (SubscriberImport one : imports) {
      int round = counts.merge(one.inbox(), 1, Integer::sum) - 1;
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(one);
    }
    return rounds;
  }

  private void save(
      List<SubscriberImport> round,
      Map<SubscriberId, SubscriberId> taken,
      Map<SubscriberId, Set<TopicId>> kept) {
    taken.putAll(findTaken(round));
    List<SubscriberImport> free =
        round.stream().filter(one -> !taken.containsKey(one.id())).toList();
    kept.putAll(saveChoices(free));
    Set<SubscriberId> concerned = findWaitingWithChanges(free);
    // Before the write, so that it cannot be forgotten; and after it, since a worker that comes
    // between plans by what is stored until then.
    concerned.forEach(this::makeDue);
    taken.putAll(repository.saveAll(free.stream().map(SubscriberImport::subscriber).toList()));
    concerned.forEach(this::makeDue);
    concerned.stream().map(Shard::of).distinct().forEach(shards::requestRevisit);
  }

  /**
   * Returns the subscribers who wait by a plan for what they are no longer: another zone has other
   * nights, and another attribute may end a cap.
   */
  private Set<SubscriberId> findWaitingWithChanges(List<SubscriberImport> imports) {
    Set<SubscriberId> waiting =
        repository.findWaiting(imports.stream().map(SubscriberImport::id).collect(toSet()));
    return imports.stream()
        .filter(one -> waiting.contains(one.id()))
        .filter(one -> isChanged(one.subscriber()))
        .map(SubscriberImport::id)
        .collect(toSet());
  }

  private boolean isChanged(Subscriber subscriber) {
    return repository
        .find(subscriber.id())
        .map(SubscriberRecord::subscriber)
        .filter(subscriber::equals)
        .isEmpty();
  }

  /** Makes a subscriber for whom something waits due now, unless they are already. */
  private void makeDue(SubscriberId id) {
    SubscriberState due = OptimisticLock.update(ITEM, () -> tryMakeDue(id));
  }

  private Optional<SubscriberState> tryMakeDue(SubscriberId id) {
    SubscriberState known = repository.findState(id);
    Instant now = Instants.nowInMillis(clock);
    if (known.dueAt().filter(now::isBefore).isEmpty()) {
      return Optional.of(known);
    }
    SubscriberState due = known.withDueAt(Optional.of(now));
    return repository.commit(due) == Commit.COMMITTED ? Optional.of(due) : Optional.empty();
  }

  /**
   * Returns the owners of inboxes that are taken, for imports with choices: what is not stored must
   * not leave choices behind.
   */
  private Map<SubscriberId, SubscriberId> findTaken(List<SubscriberImport> imports) {
    List<SubscriberImport> choosing =
        imports.stream().filter(SubscriberImport::hasConsents).toList();
    if (choosing.isEmpty()) {
      return Map.of();
    }
    Map<Inbox, SubscriberId> owners =
        repository.findOwners(choosing.stream().map(SubscriberImport::inbox).collect(toSet()));
    Map<SubscriberId, SubscriberId> taken = new HashMap<>();
    choosing.forEach(one ->
        Optional.ofNullable(owners.get(one.inbox()))
            .filter(owner -> !owner.equals(one.id()))
            .ifPresent(owner -> taken.put(one.id(), owner)));
    return taken;
  }

  /**
   * Stores a subscriber who is not stored yet, with their choices, together or not at all.
   *
   * @throws ConcurrentUpdateException if other writers come first each time; nothing was changed
   */
  public CreateResult create(SubscriberImport subscriber) {
    long edition = erasures.edition();
    Map<SubscriberId, ErasureMark> before = findErased(List.of(subscriber));
    if (!before.isEmpty()) {
      return undoErased(before);
    }
    CreateResult result = OptimisticLock.update(ITEM, () -> tryCreate(subscriber));
    Map<SubscriberId, ErasureMark> since =
        result instanceof CreateResult.Created && erasures.edition() != edition
            ? findErased(List.of(subscriber))
            : Map.of();
    return since.isEmpty() ? result : undoErased(since);
  }

  private CreateResult undoErased(Map<SubscriberId, ErasureMark> one) {
    one.forEach(erasures::eraseAgain);
    return new CreateResult.Erased(one.values().iterator().next());
  }

  private Map<SubscriberId, ErasureMark> findErased(List<SubscriberImport> imports) {
    return erasures.findErased(imports.stream().map(SubscriberImport::subscriber).toList());
  }

  private Optional<CreateResult> tryCreate(SubscriberImport subscriber) {
    MergeResult merged = merge(subscriber, repository.findState(subscriber.id()));
    return switch (repository.create(subscriber.subscriber(), merged.update())) {
      case Creation.Created _ -> {
        publish(merged.consentRecords());
        yield Optional.of(new CreateResult.Created(merged.keptChoices()));
      }
      case Creation.Exists _ -> Optional.of(new CreateResult.Exists());
      case Creation.InboxTaken(var owner) -> Optional.of(new CreateResult.InboxTaken(owner));
      case Creation.Conflict _ -> Optional.empty();
    };
  }

  /** Publishes what is stored even if a later subscriber fails: a repetition changes it no more. */
  private Map<SubscriberId, Set<TopicId>> saveChoices(List<SubscriberImport> imports) {
    Map<SubscriberId, Set<TopicId>> kept = new HashMap<>();
    List<ConsentRecord> stored = new ArrayList<>();
    try {
      for (SubscriberImport subscriber : imports) {
        if (subscriber.hasConsents()) {
          MergeResult merged = OptimisticLock.update(ITEM, () -> trySaveChoices(subscriber));
          stored.addAll(merged.consentRecords());
          if (!merged.keptChoices().isEmpty()) {
            kept.put(subscriber.id(), merged.keptChoices());
          }
        }
      }
    } finally {
      publish(stored);
    }
    return kept;
  }

  private Optional<MergeResult> trySaveChoices(SubscriberImport subscriber) {
    SubscriberState known = repository.findState(subscriber.id());
    MergeResult merged = merge(subscriber, known);
    if (merged.update().isEmpty()) {
      return Optional.of(merged);
    }
    StateUpdate update = merged.update().get();
    if (repository.commit(update) == Commit.CONFLICT) {
      return Optional.empty();
    }
    if (!update.state().dueAt().equals(known.dueAt())) {
      shards.requestRevisit(Shard.of(subscriber.id()));
    }
    return Optional.of(merged);
  }

  private MergeResult merge(SubscriberImport subscriber, SubscriberState known) {
    return preferenceMerge.merge(subscriber, known, Instants.nowInMillis(clock));
  }

  private void publish(List<ConsentRecord> records) {
    events.publish(records.stream().map(DomainEvent::of).toList());
  }
}
