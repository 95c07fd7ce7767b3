package dev.sluice.core.transactional;

/** What a request for a message comes to. */
public sealed interface SubmitResult {

  /** The message it asks for, whether it was taken now or by an earlier request of the same key. */
  record Submitted(TransactionalMessage message) implements SubmitResult {}

  /** The key belongs to an earlier request that asks for something else; nothing was done. */
  record KeyReused(MessageId id) implements SubmitResult {}
}
