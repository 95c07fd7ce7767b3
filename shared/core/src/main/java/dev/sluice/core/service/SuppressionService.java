package dev.sluice.core.service;

import dev.sluice.core.consent.ConsentChange.Unsuppressed;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.Suppression;
import dev.sluice.core.consent.Suppression.Cause;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.core.support.ConcurrentUpdateException;
import java.util.List;
import java.util.Optional;

/**
 * Clears the suppression of an address that was suppressed by mistake, here and at the mail
 * service.
 *
 * <p>The mail service comes first: an address that is cleared there and suppressed here gets
 * nothing until the request is repeated, whereas in the other order the next message would suppress
 * it again.
 */
public final class SuppressionService {

  private final SubscriberRepository repository;
  private final AccountSuppressionList accountSuppressions;
  private final ConsentService consents;

  /** Creates a service over these stores. */
  public SuppressionService(
      SubscriberRepository repository,
      AccountSuppressionList accountSuppressions,
      ConsentService consents) {
    this.repository = repository;
    this.accountSuppressions = accountSuppressions;
    this.consents = consents;
  }

  /** The outcome of a request to clear a suppression. */
  public enum Outcome {
    /** The address can be sent to again. */
    CLEARED,
    /** The address was not suppressed: nothing was changed. */
    NOT_SUPPRESSED,
    /** The subscriber complained, and the request does not override complaints. */
    BLOCKED_BY_COMPLAINT,
    /** There is no such subscriber. */
    NOT_FOUND
  }

  /**
   * Clears the suppression of a subscriber's address, in one conditional write with its record.
   *
   * @throws ConcurrentUpdateException if other writers come first each time
   * @throws RuntimeException if the mail service or the store fails; repeating the request does no
   *     harm
   */
  public Outcome clear(SubscriberId subscriber, Unsuppressed request) {
    return repository.find(subscriber).map(seen -> clear(seen, request)).orElse(Outcome.NOT_FOUND);
  }

  private Outcome clear(SubscriberRecord seen, Unsuppressed request) {
    Optional<Suppression> held = suppression(seen);
    if (held.isEmpty()) {
      return Outcome.NOT_SUPPRESSED;
    }
    EmailAddress address = seen.subscriber().address();
    if (!request.despiteComplaint() && hasComplained(held.get(), address)) {
      return Outcome.BLOCKED_BY_COMPLAINT;
    }
    accountSuppressions.remove(address);
    // A complaint can arrive meanwhile, which the write does not override.
    return consents
        .change(seen, List.of(request), ConsentSource.API, Optional.empty())
        .map(after -> suppression(after).isEmpty() ? Outcome.CLEARED : Outcome.BLOCKED_BY_COMPLAINT)
        .orElse(Outcome.NOT_FOUND);
  }

  /** The account's list can hold a complaint about mail that Sluice did not send. */
  private boolean hasComplained(Suppression held, EmailAddress address) {
    return held.cause() == Cause.COMPLAINT
        || accountSuppressions.causes(address).contains(Cause.COMPLAINT);
  }

  private static Optional<Suppression> suppression(SubscriberRecord record) {
    return record.state().consents().suppression();
  }
}
