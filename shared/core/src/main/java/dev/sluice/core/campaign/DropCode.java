package dev.sluice.core.campaign;

/** The reason for a dropped send, as it is counted. */
public enum DropCode {
  /** The subscriber is not subscribed to the topic. */
  NOT_SUBSCRIBED,
  /** The subscriber has unsubscribed from everything. */
  UNSUBSCRIBED_FROM_ALL,
  /** The address is suppressed after bounces or a complaint. */
  SUPPRESSED,
  /** A cap or a cadence blocked it, and the campaign does not wait. */
  CAPPED,
  /** No instant before the campaign's expiry was allowed. */
  EXPIRED,
  /** The campaign was cancelled while the send waited, or before it reached the subscriber. */
  CANCELLED,
  /** The subscriber is no longer in the campaign's audience. */
  LEFT_AUDIENCE,
  /** A template could not be filled for this subscriber. */
  NOT_RENDERABLE,
  /** SES refused the message. */
  REFUSED
}
