package dev.sluice.mail.link;

/**
 * The only use that a token is valid for; the purpose is part of what is signed.
 *
 * <p>Never change a label: links with it are valid for over a year.
 */
public enum LinkPurpose {
  /** One-click unsubscribe from one topic (RFC 8058). */
  UNSUBSCRIBE("unsubscribe", "u"),
  /** The preference center. */
  PREFERENCES("preferences", "p"),
  /** The subscriber of an SES event; a message tag rather than a link. */
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

  /** Returns the path segment before the token: one letter, because long links get folded. */
  public String path() {
    return path;
  }
}
