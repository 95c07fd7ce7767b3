package dev.sluice.core.state;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The store of subscribers and their states, and the only way to write either.
 *
 * <p>A state is one item with one version. Every commit is conditional on the version that was
 * read: two workers cannot both spend the last slot, and no send commits after an opt-out or an
 * erasure. What follows from a change is stored in the same transaction, see {@link StateUpdate}.
 */
public interface SubscriberRepository {

  /**
   * States of one commit: with one record of consents each, and one count for each campaign and
   * day, that stays within the 100 writes of a DynamoDB transaction.
   */
  int MAX_COMMIT = 25;

  /** Subscribers that one call stores. */
  int MAX_BATCH = 100;

  /**
   * Returns the subscriber with their state, by a consistent read; empty if there is no such
   * subscriber, or if they were erased.
   */
  Optional<SubscriberRecord> find(SubscriberId id);

  /** Returns the same, and also what is left of an erased subscriber, which workers remove. */
  Optional<SubscriberRecord> findIncludingErased(SubscriberId id);

  /**
   * Returns what {@link #find} returns, or, if there is no such subscriber, another subscriber's
   * record.
   *
   * <p>It is for callers whose response time must not reveal which subscribers exist: they compare
   * the record's identifier. Empty where no other record is close, or where the store does not
   * protect against timing.
   */
  default Optional<SubscriberRecord> findInConstantTime(SubscriberId id) {
    return find(id);
  }

  /**
   * Returns a subscriber's state, by a consistent read, or the initial state if none is stored. A
   * state can exist before its subscriber.
   */
  SubscriberState findState(SubscriberId id);

  /** Writes a state and nothing else, see {@link #commit(StateUpdate)}. */
  default Commit commit(SubscriberState changed) {
    return commit(new StateUpdate(changed));
  }

  /**
   * Writes a state with everything that belongs to its change, if the stored state still has the
   * version that was read.
   *
   * @return whether everything was written; then the stored version is one higher
   */
  default Commit commit(StateUpdate update) {
    return commitAll(List.of(update));
  }

  /**
   * Writes several states with everything that belongs to their changes, if each stored state still
   * has the version that was read: everything or nothing.
   *
   * @param updates of different subscribers, 1 to {@value #MAX_COMMIT}
   */
  Commit commitAll(List<StateUpdate> updates);

  /**
   * Stores a subscriber who is not stored yet, together with what they chose, or nothing at all.
   *
   * @param choices the state with their choices, and the records of these; empty if no state is to
   *     be written
   */
  Creation create(Subscriber subscriber, Optional<StateUpdate> choices);

  /**
   * Creates or replaces subscribers; their states stay as they are. Repeating it is harmless.
   *
   * @param subscribers with different identifiers, at most {@value #MAX_BATCH}
   */
  void saveAll(List<Subscriber> subscribers);

  /**
   * Removes what is left of an erased subscriber, consent records included, if the state still has
   * the version that was read. Removing what is already gone succeeds.
   */
  Commit delete(SubscriberState last);

  /** Removes the consent records of a subscriber. Repeating it is harmless. */
  void deleteConsentRecords(SubscriberId subscriber);

  /**
   * Removes the marks of an erased subscriber and stores the record of it, both or neither.
   *
   * @return false if one of the marks is not stored: nothing was changed
   */
  boolean liftErasure(Set<ErasureHash> marks, ConsentRecord record);

  /** The outcome of a conditional write. */
  enum Commit {
    /** It is stored. */
    COMMITTED,
    /** Another writer came first: nothing was changed. */
    CONFLICT
  }

  /** The outcome of creating a subscriber. */
  enum Creation {
    /** The subscriber is stored. */
    CREATED,
    /** A subscriber with this identifier is stored: nothing was changed. */
    EXISTS,
    /** Another writer changed the state: nothing was changed. */
    CONFLICT
  }
}
