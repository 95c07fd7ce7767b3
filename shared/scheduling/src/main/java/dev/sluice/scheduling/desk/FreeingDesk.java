package dev.sluice.scheduling.desk;

import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.consent.ConsentChange.Unsuppressed;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.standing.Suppression;
import dev.sluice.scheduling.standing.Suppression.Cause;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.List;
import java.util.Optional;

/**
 * Frees a subscriber whose address was suppressed by mistake, here and at the mail service.
 *
 * <p>The service comes first: an address that is free there and suppressed here gets nothing until
 * somebody tries again, whereas the other way round the next message would suppress it anew.
 */
public final class FreeingDesk {

  private final Office office;
  private final AccountList list;
  private final ConsentDesk consents;

  /** Creates a desk. */
  public FreeingDesk(Office office, AccountList list) {
    this.office = office;
    this.list = list;
    this.consents = new ConsentDesk(office);
  }

  /** What became of the wish to free a subscriber. */
  public enum Outcome {
    /** Their address may be sent to again. */
    FREED,
    /** Their address was not suppressed: nothing was changed. */
    NOT_SUPPRESSED,
    /** They complained, and it was not said that they are to be freed all the same. */
    COMPLAINED,
    /** There is no such subscriber, or no longer. */
    UNKNOWN,
    /** Others wrote first each time; it may be tried again at once. */
    BUSY
  }

  /**
   * Frees a subscriber of what is known against their address, in one conditional write with its
   * record.
   *
   * @throws RuntimeException if the mail service or the store fails; to try again does no harm
   */
  public Outcome free(SubscriberId subscriber, Unsuppressed wish) {
    return office
        .standings()
        .read(subscriber)
        .map(seen -> free(seen, wish))
        .orElse(Outcome.UNKNOWN);
  }

  private Outcome free(SubscriberRecord seen, Unsuppressed wish) {
    Optional<Suppression> held = suppression(seen);
    if (held.isEmpty()) {
      return Outcome.NOT_SUPPRESSED;
    }
    EmailAddress address = seen.subscriber().address();
    if (!wish.despiteComplaint() && hasComplained(held.get(), address)) {
      return Outcome.COMPLAINED;
    }
    list.remove(address);
    return switch (consents.change(seen, List.of(wish), Means.API, Optional.empty())) {
      // A complaint may have been heard meanwhile, which the write does not pass over.
      case ConsentDesk.Outcome.Changed(SubscriberRecord after) ->
          suppression(after).isEmpty() ? Outcome.FREED : Outcome.COMPLAINED;
      case ConsentDesk.Outcome.Unknown _ -> Outcome.UNKNOWN;
      case ConsentDesk.Outcome.Busy _ -> Outcome.BUSY;
    };
  }

  /** The account may have heard of a complaint about mail that is none of Sluice's. */
  private boolean hasComplained(Suppression held, EmailAddress address) {
    return held.cause() == Cause.COMPLAINT || list.causes(address).contains(Cause.COMPLAINT);
  }

  private static Optional<Suppression> suppression(SubscriberRecord record) {
    return record.standing().consents().suppression();
  }
}
