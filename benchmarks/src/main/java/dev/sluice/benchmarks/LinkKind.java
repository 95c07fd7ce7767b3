package dev.sluice.benchmarks;

/** The kinds of links, valid and invalid. */
public enum LinkKind {
  /** Signed here for this purpose, not expired, of a known subscriber. */
  GOOD("good", 200),
  /** Random bytes without a signature. */
  FORGED("forged", 404),
  /** Signed by another installation. */
  FOREIGN("foreign", 404),
  /** Signed here for the preference centre. */
  OTHER_PURPOSE("other purpose", 404),
  /** Signed here and expired. */
  EXPIRED("expired", 404),
  /** Signed here, of a subscriber who was erased since. */
  ERASED("erased", 404);

  private final String description;
  private final int status;

  LinkKind(String words, int status) {
    this.description = words;
    this.status = status;
  }

  /** Returns whether it was signed here for this purpose and has not expired. */
  public boolean isGenuine() {
    return this == GOOD || this == ERASED;
  }

  /** Returns the status of its answer. */
  int status() {
    return status;
  }

  @Override
  public String toString() {
    return description;
  }
}
