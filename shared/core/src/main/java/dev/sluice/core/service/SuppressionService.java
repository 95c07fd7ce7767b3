package dev.sluice.core.service;

import dev.sluice.core.consent.ConsentChange.Unsuppressed;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import java.util.List;
import java.util.Optional;

/**
 * Frees a subscriber whose address was suppressed by mistake, here and at the mail service.
 *
 * <p>The service comes first: an address that is free there and suppressed here gets nothing until
 * somebody tries again, whereas the other way round the next message would suppress it anew.
 */
public final class SuppressionService {

  private final ServiceDependencies dependencies;
  private final AccountSuppressionList accountSuppressions;
  private final ConsentService consents;

  /** Creates a desk. */
  public SuppressionService(ServiceDependencies office, AccountSuppressionList list) {
    this.dependencies = office;
    this.accountSuppressions = list;
    this.consents = new ConsentService(office);
  }

  /** What became of the wish to free a subscriber. */
  public enum Outcome {
    /** Their address may be sent to again. */
    CLEARED,
    /** Their address was not suppressed: nothing was changed. */
    NOT_SUPPRESSED,
    /** They complained, and it was not said that they are to be freed all the same. */
    BLOCKED_BY_COMPLAINT,
    /** There is no such subscriber, or no longer. */
    NOT_FOUND,
    /** Others wrote first each time; it may be tried again at once. */
    BUSY
  }

  /**
   * Frees a subscriber of what is known against their address, in one conditional write with its
   * record.
   *
   * @throws RuntimeException if the mail service or the store fails; to try again does no harm
   */
  public Outcome clear(SubscriberId subscriber, Unsuppressed wish) {
    return dependencies
        .repository()
        .find(subscriber)
        .map(seen -> clear(seen, wish))
        .orElse(Outcome.NOT_FOUND);
  }

  private Outcome clear(SubscriberRecord seen, Unsuppressed wish) {
    Optional<Suppression> held = suppression(seen);
    if (held.isEmpty()) {
      return Outcome.NOT_SUPPRESSED;
    }
    EmailAddress address = seen.subscriber().address();
    if (!wish.despiteComplaint() && hasComplained(held.get(), address)) {
      return Outcome.BLOCKED_BY_COMPLAINT;
    }
    accountSuppressions.remove(address);
    return switch (consents.change(seen, List.of(wish), ConsentSource.API, Optional.empty())) {
      // A complaint may have been heard meanwhile, which the write does not pass over.
      case ConsentService.Outcome.Changed(SubscriberRecord after) ->
          suppression(after).isEmpty() ? Outcome.CLEARED : Outcome.BLOCKED_BY_COMPLAINT;
      case ConsentService.Outcome.NotFound _ -> Outcome.NOT_FOUND;
      case ConsentService.Outcome.Busy _ -> Outcome.BUSY;
    };
  }

  /** The account may have heard of a complaint about mail that is none of Sluice's. */
  private boolean hasComplained(Suppression held, EmailAddress address) {
    return held.cause() == Cause.COMPLAINT
        || accountSuppressions.causes(address).contains(Cause.COMPLAINT);
  }

  private static Optional<Suppression> suppression(SubscriberRecord record) {
    return record.state().consents().suppression();
  }
}
