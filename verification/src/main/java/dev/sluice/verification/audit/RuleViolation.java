package dev.sluice.verification.audit;

/**
 * Something that must not have happened.
 *
 * @param subscriber the subscriber's id, empty for a violation of a whole campaign
 * @param detail what exactly, with instants and counts
 */
public record RuleViolation(Kind kind, String subscriber, String detail) {

  /** The kinds of violations an audit finds. */
  public enum Kind {
    CAP_EXCEEDED,
    CADENCE_BROKEN,
    QUIET_HOURS_BROKEN,
    SENT_WITHOUT_CONSENT,
    SENT_TWICE,
    SENT_OUTSIDE_AUDIENCE,
    SENT_OUTSIDE_CAMPAIGN_LIFE,
    ODD_RECIPIENT,
    UNKNOWN_CAMPAIGN,
    HEADER_MISSING,
    POSTAL_ADDRESS_MISSING,
    COUNT_DIFFERS
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(kind, subscriber, detail).replace("  ", " ");
  }
}
