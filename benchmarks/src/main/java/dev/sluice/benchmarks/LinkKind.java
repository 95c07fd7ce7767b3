package dev.sluice.benchmarks;

/** What a link that somebody opens may be. */
public enum LinkKind {
  /** Signed here, for this purpose, in force, of somebody who is known. */
  GOOD("good", 200),
  /** Bytes that nobody signed. */
  FORGED("forged", 404),
  /** Signed by another installation. */
  FOREIGN("foreign", 404),
  /** Signed here for the preference centre. */
  OTHER_PURPOSE("other purpose", 404),
  /** Signed here, longer ago than links are in force. */
  EXPIRED("expired", 404),
  /** Signed here, of somebody who was erased since. */
  ERASED("erased", 404);

  private final String description;
  private final int status;

  LinkKind(String words, int status) {
    this.description = words;
    this.status = status;
  }

  /** Returns the status that it is answered with. */
  int status() {
    return status;
  }

  @Override
  public String toString() {
    return description;
  }
}
