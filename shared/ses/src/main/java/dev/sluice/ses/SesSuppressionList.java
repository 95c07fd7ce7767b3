package dev.sluice.ses;

import dev.sluice.core.consent.Suppression;
import dev.sluice.core.service.AccountSuppressionList;
import dev.sluice.core.subscriber.EmailAddress;
import dev.sluice.core.support.Sleeper;
import dev.sluice.lambda.FunctionContext;
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

  private final Supplier<SesV2Client> ses;
  private final SesThrottleRetry retry;

  /** Creates the list; the client is requested on first use. */
  public SesSuppressionList(Supplier<SesV2Client> ses, InstantSource clock, Sleeper sleeper) {
    this.ses = ses;
    this.retry = new SesThrottleRetry(clock, sleeper);
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
          retry
              .call(() -> ses.get().getSuppressedDestination(get -> get.emailAddress(address)))
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
          retry.call(
              () -> ses.get().deleteSuppressedDestination(delete -> delete.emailAddress(address)));
    } catch (NotFoundException absent) {
      // already removed
    }
  }

  private static Stream<String> caseVariants(EmailAddress address) {
    return Stream.of(address.value(), address.value().toLowerCase(Locale.ROOT)).distinct();
  }
}
