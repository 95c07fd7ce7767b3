package dev.sluice.scheduling.desk;

import static java.util.stream.Collectors.toSet;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.Subscriber;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.event.DomainEvent;
import dev.sluice.scheduling.standing.Consents;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.visit.StandingStore.Commit;
import dev.sluice.scheduling.visit.SubscriberRecord;
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
public final class ErasureDesk {

  /** Losing this often to visits of one subscriber means something else is wrong. */
  private static final int MAX_ATTEMPTS = 10;

  private final Office office;
  private final ErasureStore erasures;
  private final Supplier<ErasureKey> key;

  /** Creates a desk; the key is not asked for before it is needed. */
  public ErasureDesk(Office office, ErasureStore erasures, Supplier<ErasureKey> key) {
    this.office = office;
    this.erasures = erasures;
    this.key = key;
  }

  /** What became of the wish to be erased. */
  public enum Outcome {
    /** Nothing that names the subscriber is left. */
    ERASED,
    /** There is no such subscriber, or they were erased already. */
    UNKNOWN,
    /** Others wrote first each time: nothing was changed, and it may be tried again at once. */
    BUSY
  }

  /** Erases a subscriber. */
  public Outcome erase(SubscriberId id, Means means) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<SubscriberRecord> seen = office.standings().read(id);
      if (seen.isEmpty()) {
        return Outcome.UNKNOWN;
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
  public boolean lift(SubscriberId id, EmailAddress address) {
    Set<ErasureHash> marked = erasures.marks(Set.copyOf(key.get().of(id, address))).keySet();
    ConsentRecord record =
        new ConsentRecord(
            office.now(), id, new ConsentChange.ErasureLifted(), Means.API, Optional.empty());
    boolean lifted = !marked.isEmpty() && erasures.lift(marked, record);
    if (lifted) {
      office.events().publish(List.of(DomainEvent.of(record)));
    }
    return lifted;
  }

  /** Returns those who were erased, by identifier or by address, with their marks. */
  Map<SubscriberId, ErasureMark> marked(List<Subscriber> subscribers) {
    Map<SubscriberId, List<ErasureHash>> hashes = new HashMap<>();
    subscribers.forEach(one -> hashes.put(one.id(), key.get().of(one.id(), one.address())));
    Set<ErasureHash> all = hashes.values().stream().flatMap(List::stream).collect(toSet());
    Map<ErasureHash, ErasureMark> marks = all.isEmpty() ? Map.of() : erasures.marks(all);
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
  void undo(SubscriberId id, ErasureMark mark) {
    boolean theirs = mark.hash().equals(key.get().of(id));
    if (theirs && erase(id, mark.means()) == Outcome.BUSY) {
      throw new IllegalStateException("somebody who was erased could not be removed: try again");
    }
  }

  private boolean erase(SubscriberRecord seen, Means means) {
    Instant now = office.now();
    SubscriberRecord left =
        new SubscriberRecord(Subscriber.nameless(seen.id()), emptied(seen.standing(), now));
    if (erasures.erase(left, marks(seen.subscriber(), now, means)) == Commit.LOST) {
      return false;
    }
    erasures.removeRecords(seen.id());
    ConsentRecord record =
        new ConsentRecord(now, seen.id(), new ConsentChange.Erased(), means, Optional.empty());
    office.events().publish(List.of(DomainEvent.of(record)));
    office.shards().nudge(Shard.of(seen.id()));
    return true;
  }

  private List<ErasureMark> marks(Subscriber subscriber, Instant now, Means means) {
    return key.get().of(subscriber.id(), subscriber.address()).stream()
        .map(hash -> new ErasureMark(hash, now, means))
        .toList();
  }

  /** Keeps nothing but what waits, of which campaigns have counts. */
  private static Standing emptied(Standing seen, Instant now) {
    return new Standing(
        seen.subscriber(),
        seen.version(),
        Consents.UNSPOKEN.withLeftAll(Optional.of(now)),
        List.of(),
        seen.waiting(),
        List.of(),
        Optional.of(now));
  }
}
