package dev.sluice.core.transactional;

import java.util.Optional;

/** Where transactional messages are kept. */
public interface MessageStore {

  /**
   * Stores a message unless there is one of its identifier. The only two outcomes: it is stored,
   * and nothing is returned; or nothing was changed.
   *
   * @return the message that was there before
   */
  Optional<TransactionalMessage> create(TransactionalMessage message);

  /** Returns a message as last written. */
  Optional<TransactionalMessage> find(MessageId id);

  /**
   * Replaces a message if the stored one is pending at a turn. The only two outcomes: it is stored,
   * or nothing was changed since somebody else went on with it.
   *
   * @param changed the message as it shall be
   * @param turn the turn at which it was read
   * @return whether it was stored
   */
  boolean replace(TransactionalMessage changed, int turn);
}
