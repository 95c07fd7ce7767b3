package dev.sluice.core.state;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureHash;
import dev.sluice.core.subscriber.Inbox;
import dev.sluice.core.subscriber.Subscriber;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The store of subscribers and their states, and the only way to write either.
 *
 * <p>A state is one item with one version. Every commit is conditional on the version that was
 * read: two workers cannot both spend the last slot, and no send commits after an opt-out or an
 * erasure. What follows from a change is stored in the same transaction, see {@link StateUpdate}.
 *
 * <p>An inbox has one owner. The subscriber who is stored first with an address claims its inbox in
 * the same transaction, and releases it in the transaction that changes the address or erases the
 * subscriber. So caps and opt-outs, which are kept by subscriber, hold for the inbox.
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

  /**
   * Returns the subscribers for whom a send is deferred to an instant, by a consistent read.
   *
   * @param ids at most {@value #MAX_BATCH}
   */
  Set<SubscriberId> findWaiting(Set<SubscriberId> ids);

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
   * Returns the subscribers who own these inboxes, by a consistent read; an inbox without an owner
   * is missing.
   *
   * @param inboxes at most {@value #MAX_BATCH}
   */
  Map<Inbox, SubscriberId> findOwners(Set<Inbox> inboxes);

  /**
   * Stores a subscriber who is not stored yet, together with what they chose, or nothing at all.
   *
   * @param choices the state with their choices, and the records of these; empty if no state is to
   *     be written
   */
  Creation create(Subscriber subscriber, Optional<StateUpdate> choices);

  /**
   * Creates or replaces subscribers, except those whose inbox another subscriber owns; their states
   * stay as they are. Repeating it is harmless.
   *
   * @param subscribers with different identifiers, at most {@value #MAX_BATCH}
   * @return the owners of the inboxes, by the subscribers who were not stored
   * @throws dev.sluice.core.support.ConcurrentUpdateException if other writers of one subscriber
   *     come first each time: some may be stored, and repeating the whole batch completes it
   */
  Map<SubscriberId, SubscriberId> saveAll(List<Subscriber> subscribers);

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
  sealed interface Creation {

    /** The subscriber is stored. */
    record Created() implements Creation {}

    /** A subscriber with this identifier is stored: nothing was changed. */
    record Exists() implements Creation {}

    /** Another subscriber owns the inbox: nothing was changed. */
    record InboxTaken(SubscriberId owner) implements Creation {}

    /** Another writer changed the state or the inbox: nothing was changed. */
    record Conflict() implements Creation {}
  }
}
