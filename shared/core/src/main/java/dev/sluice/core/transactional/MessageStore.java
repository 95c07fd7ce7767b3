package dev.sluice.core.transactional;

import java.util.Optional;

/** The store of transactional messages. */
public interface MessageStore {

  /**
   * Stores a message unless one with its identifier is stored. The only two outcomes: it is stored,
   * and the result is empty; or nothing was changed.
   *
   * @return the message that was stored before
   */
  Optional<TransactionalMessage> create(TransactionalMessage message);

  /** Returns a message as last written. */
  Optional<TransactionalMessage> find(MessageId id);

  /**
   * Replaces a message if the stored one is pending at a turn. The only two outcomes: it is stored,
   * or nothing was changed because another writer came first.
   *
   * @param changed the changed message
   * @param turn the turn at which it was read
   * @return whether it was stored
   */
  boolean replace(TransactionalMessage changed, int turn);
}
