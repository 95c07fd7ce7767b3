package dev.sluice.core.transactional;

/** The result of a request for a message. */
public sealed interface SubmitResult {

  /**
   * The message that the request asks for, accepted now or by an earlier request with the same key.
   */
  record Submitted(TransactionalMessage message) implements SubmitResult {}

  /** The key belongs to an earlier request that asks for something else; nothing was done. */
  record KeyReused(MessageId id) implements SubmitResult {}
}
