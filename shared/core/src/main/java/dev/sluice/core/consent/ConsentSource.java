package dev.sluice.core.consent;

/** The means by which a consent was changed. */
public enum ConsentSource {
  /** The unsubscribe link of a message, by a mail program or the page behind it (RFC 8058). */
  ONE_CLICK,
  /** The preference centre. */
  PREFERENCE_CENTRE,
  /** An import or another call of the API by the team. */
  API,
  /** An SES event: a bounce, a complaint, or a subscription that was changed at SES. */
  FEEDBACK
}
