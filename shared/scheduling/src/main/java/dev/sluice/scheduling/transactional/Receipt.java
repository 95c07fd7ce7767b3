package dev.sluice.scheduling.transactional;

/** What a request for a message comes to. */
public sealed interface Receipt {

  /** The message it asks for, whether it was taken now or by an earlier request of the same key. */
  record Taken(TransactionalMessage message) implements Receipt {}

  /** The key belongs to an earlier request that asks for something else; nothing was done. */
  record KeyReused(MessageId id) implements Receipt {}
}
