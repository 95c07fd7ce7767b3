package dev.sluice.core.service;

import static java.util.stream.Collectors.toSet;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Consents;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.erasure.ErasureKey;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.erasure.ErasureStore;
import dev.sluice.core.event.DomainEvent;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository.Commit;
import dev.sluice.core.state.SubscriberState;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Erases subscribers, so that no import can bring them back.
 *
 * <p>One conditional write replaces the subscriber by a nameless one who has left everything, and
 * keeps keyed hashes of identifier and address. From then on they are unknown: to links, to the
 * API, to transactional mail. The write is a fence like any change of consent. What waits for them
 * is left to the next visit, which drops and counts it, so that campaigns can close; a visit some
 * minutes later removes the rest.
 */
public final class ErasureService {

  /** Losing this often to visits of one subscriber means something else is wrong. */
  private static final int MAX_ATTEMPTS = 10;

  private final ServiceDependencies dependencies;
  private final ErasureStore erasures;
  private final Supplier<ErasureKey> key;

  /** Creates a desk; the key is not asked for before it is needed. */
  public ErasureService(
      ServiceDependencies office, ErasureStore erasures, Supplier<ErasureKey> key) {
    this.dependencies = office;
    this.erasures = erasures;
    this.key = key;
  }

  /** What became of the wish to be erased. */
  public enum Outcome {
    /** Nothing that names the subscriber is left. */
    ERASED,
    /** There is no such subscriber, or they were erased already. */
    NOT_FOUND,
    /** Others wrote first each time: nothing was changed, and it may be tried again at once. */
    BUSY
  }

  /** Erases a subscriber. */
  public Outcome erase(SubscriberId id, ConsentSource means) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<SubscriberRecord> seen = dependencies.repository().find(id);
      if (seen.isEmpty()) {
        return Outcome.NOT_FOUND;
      }
      if (erase(seen.get(), means)) {
        return Outcome.ERASED;
      }
    }
    return Outcome.BUSY;
  }

  /**
   * Lifts the marks of an identifier and an address, for somebody who asked to come back: they can
   * then be stored like anybody else. The record of it stays.
   *
   * @param id the identifier they come back with
   * @return false if neither is marked: nothing was changed
   */
  public boolean liftErasure(SubscriberId id, EmailAddress address) {
    Set<ErasureHash> marked = erasures.findMarks(Set.copyOf(key.get().hash(id, address))).keySet();
    ConsentRecord record =
        new ConsentRecord(
            dependencies.now(),
            id,
            new ConsentChange.ErasureLifted(),
            ConsentSource.API,
            Optional.empty());
    boolean lifted = !marked.isEmpty() && erasures.lift(marked, record);
    if (lifted) {
      dependencies.events().publish(List.of(DomainEvent.of(record)));
    }
    return lifted;
  }

  /** Returns those who were erased, by identifier or by address, with their marks. */
  Map<SubscriberId, ErasureMark> findErased(List<Subscriber> subscribers) {
    Map<SubscriberId, List<ErasureHash>> hashes = new HashMap<>();
    subscribers.forEach(one -> hashes.put(one.id(), key.get().hash(one.id(), one.address())));
    Set<ErasureHash> all = hashes.values().stream().flatMap(List::stream).collect(toSet());
    Map<ErasureHash, ErasureMark> marks = all.isEmpty() ? Map.of() : erasures.findMarks(all);
    Map<SubscriberId, ErasureMark> marked = new HashMap<>();
    hashes.forEach((id, own) ->
        own.stream()
            .flatMap(hash -> Optional.ofNullable(marks.get(hash)).stream())
            .findFirst()
            .ifPresent(mark -> marked.put(id, mark)));
    return marked;
  }

  /** Returns the edition of the marks, see {@link ErasureStore#edition}. */
  long edition() {
    return erasures.edition();
  }

  /**
   * Erases again whom somebody stored while they were being erased, if the mark is theirs.
   *
   * @throws IllegalStateException if they cannot be: whoever stored them must try again
   */
  void eraseAgain(SubscriberId id, ErasureMark mark) {
    boolean theirs = mark.hash().equals(key.get().hash(id));
    if (theirs && erase(id, mark.source()) == Outcome.BUSY) {
      throw new IllegalStateException("somebody who was erased could not be removed: try again");
    }
  }

  private boolean erase(SubscriberRecord seen, ConsentSource means) {
    Instant now = dependencies.now();
    SubscriberRecord left =
        new SubscriberRecord(Subscriber.erased(seen.id()), erasedState(seen.state(), now));
    if (erasures.erase(left, marks(seen.subscriber(), now, means)) == Commit.CONFLICT) {
      return false;
    }
    erasures.deleteConsentRecords(seen.id());
    ConsentRecord record =
        new ConsentRecord(now, seen.id(), new ConsentChange.Erased(), means, Optional.empty());
    dependencies.events().publish(List.of(DomainEvent.of(record)));
    dependencies.shards().requestRevisit(Shard.of(seen.id()));
    return true;
  }

  private List<ErasureMark> marks(Subscriber subscriber, Instant now, ConsentSource means) {
    return key.get().hash(subscriber.id(), subscriber.address()).stream()
        .map(hash -> new ErasureMark(hash, now, means))
        .toList();
  }

  /** Keeps nothing but what waits, of which campaigns have counts. */
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
