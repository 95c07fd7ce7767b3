package dev.sluice.local.ses;

/** A way in which a call of SendEmail can go wrong. */
public enum SesFault {
  /** 429, as if the rate were exceeded; nothing is accepted. */
  THROTTLED,
  /** A 5xx answer; nothing is accepted. */
  SERVER_ERROR,
  /** A 5xx answer, though the message was accepted. */
  SERVER_ERROR_AFTER_ACCEPTING,
  /** The connection breaks; nothing is accepted. */
  LOST_BEFORE_ACCEPTING,
  /** The connection breaks after the message was accepted: the answer is lost. */
  LOST_AFTER_ACCEPTING,
  /** 400 MessageRejected. */
  REFUSED
}
