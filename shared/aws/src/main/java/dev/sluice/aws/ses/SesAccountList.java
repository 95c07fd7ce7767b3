package dev.sluice.aws.ses;

import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.Pauses;
import dev.sluice.scheduling.audience.EmailAddress;
import dev.sluice.scheduling.desk.AccountList;
import dev.sluice.scheduling.standing.Suppression;
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
public final class SesAccountList implements AccountList {

  /** Tries of one call: with four calls at most, well below what an API's client waits for. */
  private static final int MAX_TRIES = 4;

  /** SES answers most calls but those that send about once a second. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Supplier<SesV2Client> ses;
  private final InstantSource clock;
  private final Pauses pauses;

  /** Creates it; no client is asked for before it is needed. */
  public SesAccountList(Supplier<SesV2Client> ses, InstantSource clock, Pauses pauses) {
    this.ses = ses;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** Returns the list of a function's account. */
  public static SesAccountList of(Wiring wiring) {
    return new SesAccountList(() -> wiring.clients().ses(), wiring.clock(), wiring.pauses());
  }

  @Override
  public Set<Suppression.Cause> causes(EmailAddress address) {
    Set<Suppression.Cause> causes = EnumSet.noneOf(Suppression.Cause.class);
    spellings(address).map(this::cause).flatMap(Optional::stream).forEach(causes::add);
    return causes;
  }

  @Override
  public void remove(EmailAddress address) {
    spellings(address).forEach(this::removeExactly);
  }

  private Optional<Suppression.Cause> cause(String address) {
    try {
      SuppressionListReason reason =
          patiently(() -> ses.get().getSuppressedDestination(get -> get.emailAddress(address)))
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

  private void removeExactly(String address) {
    try {
      var unused =
          patiently(
              () -> ses.get().deleteSuppressedDestination(delete -> delete.emailAddress(address)));
    } catch (NotFoundException absent) {
      // so it is as it was to be
    }
  }

  /** The client of SES never retries, for the sake of mail; these calls may be made twice. */
  private <T> T patiently(Supplier<T> call) {
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
      pauses.until(clock.instant().plus(PAUSE));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: the request may be sent again", e);
    }
  }

  private static Stream<String> spellings(EmailAddress address) {
    return Stream.of(address.value(), address.value().toLowerCase(Locale.ROOT)).distinct();
  }
}
