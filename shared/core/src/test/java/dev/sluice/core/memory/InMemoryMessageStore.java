package dev.sluice.core.memory;

import dev.sluice.core.transactional.MessageId;
import dev.sluice.core.transactional.MessageState;
import dev.sluice.core.transactional.MessageStore;
import dev.sluice.core.transactional.TransactionalMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Transactional messages in memory; every method is atomic. */
public final class InMemoryMessageStore implements MessageStore {

  private final Map<MessageId, TransactionalMessage> messages = new HashMap<>();

  @Override
  public synchronized Optional<TransactionalMessage> create(TransactionalMessage message) {
    return Optional.ofNullable(messages.putIfAbsent(message.id(), message));
  }

  @Override
  public synchronized Optional<TransactionalMessage> find(MessageId id) {
    return Optional.ofNullable(messages.get(id));
  }

  @Override
  public synchronized boolean replace(TransactionalMessage changed, int turn) {
    boolean current =
        find(changed.id())
            .filter(known ->
                known.state() instanceof MessageState.Pending pending && pending.turn() == turn)
            .isPresent();
    if (current) {
      messages.put(changed.id(), changed);
    }
    return current;
  }
}
