package dev.sluice.core.sending;

import java.util.Locale;

/** Why SES accepts no mail from the account for now, or was not reached; nothing was sent. */
public enum WithheldCause {
  /** SES has suspended the account. */
  ACCOUNT_SUSPENDED,
  /** Sending is paused for the account or for the configuration set. */
  SENDING_PAUSED,
  /** The sender's identity is not verified. */
  IDENTITY_NOT_VERIFIED,
  /** The recipient's identity is not verified: the account is in the sandbox. */
  RECIPIENT_NOT_VERIFIED,
  /** The custom MAIL FROM domain is not verified. */
  MAIL_FROM_NOT_VERIFIED,
  /** The configuration set does not exist. */
  CONFIGURATION_SET_MISSING,
  /** The function may not send, or its credentials were refused. */
  ACCESS_DENIED,
  /** A limit of the account other than rate and daily quota is reached. */
  ACCOUNT_LIMIT,
  /** No connection to SES was established. */
  NOT_REACHED;

  /** Returns the cause in plain words, such as {@code access denied}. */
  public String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
