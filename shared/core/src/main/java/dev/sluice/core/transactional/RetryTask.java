package dev.sluice.core.transactional;

/**
 * A task to continue with a message that is still pending at a turn.
 *
 * <p>It is sent before the turn is stored, so that no crash leaves a message behind; if the message
 * has another turn by then, the task has no effect.
 *
 * @param turn 1 or more
 */
public record RetryTask(MessageId message, int turn) {}
