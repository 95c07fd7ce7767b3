package dev.sluice.core.transactional;

/**
 * A call to go on with a message that is still pending at a turn.
 *
 * <p>It is sent before the turn is stored, so that no crash leaves a message behind; where the
 * message has gone on since, it means nothing.
 *
 * @param turn 1 or more
 */
public record RetryTask(MessageId message, int turn) {}
