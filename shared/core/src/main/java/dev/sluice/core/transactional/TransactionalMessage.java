package dev.sluice.core.transactional;

import java.time.Duration;
import java.time.Instant;

/**
 * A requested transactional message; there is one for each idempotency key.
 *
 * @param requestedAt when it was first requested, in whole milliseconds
 */
public record TransactionalMessage(
    MessageId id,
    RequestFingerprint fingerprint,
    TemplateId template,
    Instant requestedAt,
    MessageState state) {

  /**
   * How long a message, and with it its key, is remembered at least: longer than any sender repeats
   * a request.
   */
  public static final Duration RETENTION = Duration.ofDays(30);

  /** Returns a message whose first attempt begins. */
  static TransactionalMessage create(MessageId id, MessageRequest request, Instant now) {
    return new TransactionalMessage(
        id,
        RequestFingerprint.of(request),
        request.template(),
        now,
        MessageState.Pending.initial(request));
  }

  /** Returns this message in another state. */
  TransactionalMessage withState(MessageState other) {
    return new TransactionalMessage(id, fingerprint, template, requestedAt, other);
  }
}
