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
 * <p>SES puts addresses on it that bounce for good or complain, of all mail of the account and
 * region. Its list keeps the case of letters and these calls want it exactly, although sending does
 * not care ("Managing tenant suppression list entries" in the Amazon SES Developer Guide): an
 * address is looked for as it is stored here, which is how it is sent to, and in lower case.
 */
public final class SesSuppressionList implements AccountSuppressionList {

  /** Tries of one call: with four calls at most, well below what an API's client waits for. */
  private static final int MAX_TRIES = 4;

  /** SES answers most calls but those that send about once a second. */
  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  private final Supplier<SesV2Client> ses;
  private final InstantSource clock;
  private final Sleeper pauses;

  /** Creates it; no client is asked for before it is needed. */
  public SesSuppressionList(Supplier<SesV2Client> ses, InstantSource clock, Sleeper pauses) {
    this.ses = ses;
    this.clock = clock;
    this.pauses = pauses;
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
      // so it is as it was to be
    }
  }

  /** The client of SES never retries, for the sake of mail; these calls may be made twice. */
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
      pauses.sleepUntil(clock.instant().plus(RETRY_DELAY));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the request may be sent again", e);
    }
  }

  private static Stream<String> caseVariants(EmailAddress address) {
    return Stream.of(address.value(), address.value().toLowerCase(Locale.ROOT)).distinct();
  }
}
