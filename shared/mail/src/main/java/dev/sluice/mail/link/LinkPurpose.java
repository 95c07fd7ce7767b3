package dev.sluice.mail.link;

/**
 * What a token may be used for, and nothing else: the purpose is part of what is signed.
 *
 * <p>The labels are signed into links that live for a year: never change one.
 */
public enum LinkPurpose {
  /** Leaving one topic with one click (RFC 8058). */
  UNSUBSCRIBE("unsubscribe", "u"),
  /** Opening the preference centre. */
  PREFERENCES("preferences", "p"),
  /** Finding the subscriber that an SES event is about; travels as a message tag, not as a link. */
  FEEDBACK("feedback", "f");

  private final String label;
  private final String path;

  LinkPurpose(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /** Returns the name under which the purpose is signed. */
  String label() {
    return label;
  }

  /** Returns the path segment before the token: one letter, as long links get folded. */
  public String path() {
    return path;
  }
}
