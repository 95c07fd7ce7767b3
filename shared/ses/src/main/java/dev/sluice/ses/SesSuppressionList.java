package dev.sluice.ses;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.service.AccountSuppressionList;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.Sleeper;
import dev.sluice.lambda.FunctionContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SuppressionListReason;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/**
 * SES's account-level suppression list, by GetSuppressedDestination and
 * DeleteSuppressedDestination.
 *
 * <p>SES adds addresses that hard-bounce or complain, for all mail of the account and region. The
 * list is case-sensitive in these calls, although sending is not ("Managing tenant suppression list
 * entries" in the Amazon SES Developer Guide): an address is looked up as it is stored here, which
 * is the form used for sending, and in lower case.
 */
public final class SesSuppressionList implements AccountSuppressionList {

  /** Tries of one call: with at most four calls, well below the time an API client waits. */
  private static final int MAX_TRIES = 4;

  /** SES allows about one call a second for most operations other than sending. */
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final Supplier<SesV2Client> ses;
  private final InstantSource clock;
  private final Sleeper sleeper;

  /** Creates the list; the client is requested on first use. */
  public SesSuppressionList(Supplier<SesV2Client> ses, InstantSource clock, Sleeper sleeper) {
    this.ses = ses;
    this.clock = clock;
    this.sleeper = sleeper;
  }

  /** Returns the list of a function's account. */
  public static SesSuppressionList of(FunctionContext context) {
    return new SesSuppressionList(
        () -> context.clients().get(SesSender.CLIENT), context.clock(), context.sleeper());
  }

  @Override
  public Set<Suppression.Cause> causes(EmailAddress address) {
    Set<Suppression.Cause> causes = EnumSet.noneOf(Suppression.Cause.class);
    caseVariants(address).map(this::cause).flatMap(Optional::stream).forEach(causes::add);
    return causes;
  }

  @Override
  public void remove(EmailAddress address) {
    caseVariants(address).forEach(this::removeExact);
  }

  private Optional<Suppression.Cause> cause(String address) {
    try {
      SuppressionListReason reason =
          withRetries(() -> ses.get().getSuppressedDestination(get -> get.emailAddress(address)))
              .suppressedDestination()
              .reason();
      return Optional.of(
          reason == SuppressionListReason.COMPLAINT
              ? Suppression.Cause.COMPLAINT
              : Suppression.Cause.BOUNCE);
    } catch (NotFoundException absent) {
      return Optional.empty();
    }
  }

  private void removeExact(String address) {
    try {
      var unused =
          withRetries(
              () -> ses.get().deleteSuppressedDestination(delete -> delete.emailAddress(address)));
    } catch (NotFoundException absent) {
      // already removed
    }
  }

  /** Retries here, because the client never does: a repeated SendEmail would send twice. */
  private <T> T withRetries(Supplier<T> call) {
    for (int tried = 1; tried < MAX_TRIES; tried++) {
      try {
        return call.get();
      } catch (TooManyRequestsException throttled) {
        pause();
      }
    }
    return call.get();
  }

  private void pause() {
    try {
      sleeper.sleepUntil(clock.instant().plus(RETRY_DELAY));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the request may be sent again", e);
    }
  }

  private static Stream<String> caseVariants(EmailAddress address) {
    return Stream.of(address.value(), address.value().toLowerCase(Locale.ROOT)).distinct();
  }
}
