package dev.sluice.lambda;

/**
 * The codes of log lines, in the field {@code event}.
 *
 * <p>Codes are an interface: saved queries and dashboards of operators depend on them, and {@code
 * docs/OPERATIONS.md} lists them. Add codes, never rename one.
 */
public enum LogEvent {
  /** The metrics of an invocation, in CloudWatch's embedded metric format. */
  INVOCATION_ENDED("invocation.ended"),
  /** An invocation failed; Lambda reports it as an error. */
  INVOCATION_FAILED("invocation.failed"),
  /** An HTTP request failed unexpectedly and was answered with 500 or 503. */
  REQUEST_FAILED("request.failed"),
  /** The dispatcher queued shards or completed campaigns. */
  SHARDS_DISPATCHED("shards.dispatched"),
  /** Marketing is held; the dispatcher repeats this line every minute. */
  MARKETING_HELD("marketing.held"),
  /** A worker ended its run on a shard. */
  SHARD_PROCESSED("shard.processed"),
  /** A worker ended its run on a shard because it got no sending permits. */
  NO_PERMITS("shard.no_permits"),
  /** A run on a shard failed; the queue delivers its message again. */
  SHARD_FAILED("shard.failed"),
  /**
   * SES withheld marketing messages: the account, the sender or the permissions do not allow it.
   */
  MAIL_WITHHELD("mail.withheld"),
  /** SES refused marketing messages for good. */
  MAIL_REFUSED("mail.refused"),
  /** SES gave no answer to marketing messages. */
  MAIL_UNCONFIRMED("mail.unconfirmed"),
  /** A transactional message was submitted by an event. */
  MESSAGE_SUBMITTED("message.submitted"),
  /** An event that asks for a transactional message was rejected. */
  MESSAGE_EVENT_REJECTED("message.event_rejected"),
  /** A pending transactional message was retried. */
  MESSAGE_RETRIED("message.retried"),
  /** The retry of a pending transactional message failed; the queue delivers its task again. */
  MESSAGE_RETRY_FAILED("message.retry_failed"),
  /** A transactional message was sent without the tag that names its subscriber. */
  SUBSCRIBER_TAG_MISSING("message.subscriber_tag_missing"),
  /** A transactional send was not counted in the account's rate. */
  PERMIT_NOT_RECORDED("message.permit_not_recorded"),
  /** A transactional send was not counted towards the subscriber's caps. */
  CAP_NOT_RECORDED("message.cap_not_recorded"),
  /** A batch of SES events was processed. */
  FEEDBACK_PROCESSED("feedback.processed"),
  /** A message on the feedback queue is not an SES event. */
  FEEDBACK_UNREADABLE("feedback.unreadable"),
  /** A key cannot be read from Secrets Manager; keys that were read before stay in use. */
  SECRET_READ_FAILED("secret.read_failed"),
  /** Domain events were not accepted by the event bus. */
  DOMAIN_EVENTS_LOST("domain_events.lost");

  private final String code;

  LogEvent(String code) {
    this.code = code;
  }

  /** Returns the code as it is logged. */
  public String code() {
    return code;
  }
}
