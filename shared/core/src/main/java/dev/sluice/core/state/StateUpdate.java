package dev.sluice.core.state;

import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.erasure.ErasureMark;
import dev.sluice.core.subscriber.EmailAddress;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber's next state with everything that must be stored in the same transaction.
 *
 * @param state the next state, with the version that was read
 * @param consentRecords the records of one action's changes of consent, at most {@value
 *     #MAX_CONSENT_RECORDS}
 * @param counts what the state knows of its sends beyond the stored one
 * @param erasure if present, the subscriber is erased: a nameless one takes their place, their
 *     inbox is released, the marks are kept, and the next edition of the marks begins
 */
public record StateUpdate(
    SubscriberState state,
    List<ConsentRecord> consentRecords,
    EventCountDelta counts,
    Optional<Erasure> erasure) {

  /** Changes of one action: one per topic of a subscriber, and the few that concern all mail. */
  public static final int MAX_CONSENT_RECORDS = 110;

  public StateUpdate {
    consentRecords = List.copyOf(consentRecords);
  }

  /**
   * The erasure of a subscriber.
   *
   * @param address the address that was read: an erasure that meets another one is a conflict
   * @param marks the hashes that keep the subscriber from being stored again
   */
  public record Erasure(EmailAddress address, List<ErasureMark> marks) {
    public Erasure {
      marks = List.copyOf(marks);
    }
  }

  /** Creates the update of a state and of nothing else. */
  public StateUpdate(SubscriberState state) {
    this(state, List.of(), EventCountDelta.NONE, Optional.empty());
  }

  /** Creates the update of a state with the records of what changed in its consents. */
  public StateUpdate(SubscriberState state, List<ConsentRecord> consentRecords) {
    this(state, consentRecords, EventCountDelta.NONE, Optional.empty());
  }

  /** Returns the update that erases a subscriber and leaves this state. */
  public static StateUpdate erasure(
      SubscriberState state, EmailAddress address, List<ErasureMark> marks) {
    return new StateUpdate(
        state, List.of(), EventCountDelta.NONE, Optional.of(new Erasure(address, marks)));
  }

  /** Returns whether the update writes the state and nothing else. */
  public boolean isStateOnly() {
    return consentRecords.isEmpty() && counts.isEmpty() && erasure.isEmpty();
  }
}
