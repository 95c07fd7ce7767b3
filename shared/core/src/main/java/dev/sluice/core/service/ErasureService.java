package dev.sluice.core.service;

import static java.util.stream.Collectors.toSet;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureMarks;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.event.DomainEventPublisher;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.StateUpdate;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.core.support.Instants;
import dev.sluice.core.support.OptimisticLock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Erases subscribers so that no import can bring them back.
 *
 * <p>One conditional write replaces the subscriber by a nameless one who has unsubscribed from
 * everything, keeps keyed hashes of identifier and address, and releases the inbox. From then on
 * links, the API and transactional mail do not find the subscriber. The write is a fence like any
 * change of consent. Deferred sends are left to the next worker, which drops and counts them, so
 * that campaigns can close; a worker some minutes later removes the rest.
 */
public final class ErasureService {

  private final InstantSource clock;
  private final SubscriberRepository repository;
  private final ErasureMarks marks;
  private final Supplier<ErasureKey> key;
  private final ShardStore shards;
  private final DomainEventPublisher events;

  /** Creates a service over these stores; the key is loaded when it is first needed. */
  public ErasureService(
      InstantSource clock,
      SubscriberRepository repository,
      ErasureMarks marks,
      Supplier<ErasureKey> key,
      ShardStore shards,
      DomainEventPublisher events) {
    this.clock = clock;
    this.repository = repository;
    this.marks = marks;
    this.key = key;
    this.shards = shards;
    this.events = events;
  }

  /**
   * Erases a subscriber.
   *
   * @return whether nothing is left that names them; false if there is no such subscriber, or if
   *     they were erased before
   * @throws ConcurrentUpdateException if other writers come first each time; nothing was changed
   */
  public boolean erase(SubscriberId id, ConsentSource source) {
    return OptimisticLock.update(
        "a subscriber's state",
        () -> {
          Optional<SubscriberRecord> seen = repository.find(id);
          return seen.isEmpty() ? Optional.of(false) : tryErase(seen.get(), source);
        });
  }

  /**
   * Lifts the marks of an identifier and an address, for a person who asked to come back: they can
   * then be stored like any subscriber. The record of it stays.
   *
   * @param id the identifier they come back with
   * @return false if neither is marked: nothing was changed
   */
  public boolean liftErasure(SubscriberId id, EmailAddress address) {
    Set<ErasureHash> marked = marks.findMarks(Set.copyOf(key.get().hash(id, address))).keySet();
    ConsentRecord record =
        new ConsentRecord(
            Instants.nowInMillis(clock),
            id,
            new ConsentChange.ErasureLifted(),
            ConsentSource.API,
            Optional.empty());
    boolean lifted = !marked.isEmpty() && repository.liftErasure(marked, record);
    if (lifted) {
      events.publish(List.of(DomainEvent.of(record)));
    }
    return lifted;
  }

  /** Returns the marks of those subscribers that were erased, by identifier or by address. */
  Map<SubscriberId, ErasureMark> findErased(List<Subscriber> subscribers) {
    Map<SubscriberId, List<ErasureHash>> hashes = new HashMap<>();
    subscribers.forEach(one -> hashes.put(one.id(), key.get().hash(one.id(), one.address())));
    Set<ErasureHash> all = hashes.values().stream().flatMap(List::stream).collect(toSet());
    Map<ErasureHash, ErasureMark> found = all.isEmpty() ? Map.of() : marks.findMarks(all);
    Map<SubscriberId, ErasureMark> erased = new HashMap<>();
    hashes.forEach((id, own) ->
        own.stream()
            .flatMap(hash -> Optional.ofNullable(found.get(hash)).stream())
            .findFirst()
            .ifPresent(mark -> erased.put(id, mark)));
    return erased;
  }

  /** Returns the edition of the marks, see {@link ErasureMarks#edition}. */
  long edition() {
    return marks.edition();
  }

  /**
   * Erases a subscriber again who was stored while they were being erased, if the mark is of their
   * identifier.
   *
   * @throws ConcurrentUpdateException if other writers come first each time: the caller repeats
   */
  void eraseAgain(SubscriberId id, ErasureMark mark) {
    if (mark.hash().equals(key.get().hash(id))) {
      erase(id, mark.source());
    }
  }

  /** Returns true once it is stored, empty if another writer came first. */
  private Optional<Boolean> tryErase(SubscriberRecord seen, ConsentSource source) {
    Instant now = Instants.nowInMillis(clock);
    List<ErasureMark> newMarks =
        key.get().hash(seen.id(), seen.subscriber().address()).stream()
            .map(hash -> new ErasureMark(hash, now, source))
            .toList();
    StateUpdate update =
        StateUpdate.erasure(erasedState(seen.state(), now), seen.subscriber().address(), newMarks);
    if (repository.commit(update) == Commit.CONFLICT) {
      return Optional.empty();
    }
    repository.deleteConsentRecords(seen.id());
    ConsentRecord record =
        new ConsentRecord(now, seen.id(), new ConsentChange.Erased(), source, Optional.empty());
    events.publish(List.of(DomainEvent.of(record)));
    shards.requestRevisit(Shard.of(seen.id()));
    return Optional.of(true);
  }

  /** Keeps only the deferred sends, which campaigns have counted. */
  private static SubscriberState erasedState(SubscriberState seen, Instant now) {
    return new SubscriberState(
        seen.subscriber(),
        seen.version(),
        Consents.INITIAL.withUnsubscribedAt(Optional.of(now)),
        List.of(),
        seen.deferredSends(),
        List.of(),
        Optional.of(now));
  }
}
