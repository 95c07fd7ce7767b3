package dev.sluice.ses;

import dev.sluice.core.sending.SendOutcome;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.core.subscriber.EmailAddress;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.model.AccountSuspendedException;
import software.amazon.awssdk.services.sesv2.model.LimitExceededException;
import software.amazon.awssdk.services.sesv2.model.MailFromDomainNotVerifiedException;
import software.amazon.awssdk.services.sesv2.model.MessageRejectedException;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;
import software.amazon.awssdk.services.sesv2.model.SendingPausedException;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/**
 * Classifies a failed SendEmail by what it means for the message.
 *
 * <p>There are four outcomes, the most cautious first:
 *
 * <ol>
 *   <li><b>Unknown</b>: the message may have been sent. Server errors, time-outs on an open
 *       connection, lost responses, and failures of an unknown kind.
 *   <li><b>Throttled</b>: the account's rate or daily quota is exceeded.
 *   <li><b>Unavailable</b>: SES would refuse every message at present, because of the account, the
 *       sender, the configuration set or the permissions, or it was not reached. The message itself
 *       is valid and must not be dropped.
 *   <li><b>Refused</b>: SES will never accept this message.
 * </ol>
 *
 * <p>Causes name only the kind of failure, because error messages of SES repeat addresses.
 */
final class SesFailureClassifier {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** The depth of the cause chain examined; the SDK wraps about three. */
  private static final int MAX_CAUSES = 10;

  private SesFailureClassifier() {}

  /**
   * Returns the outcome of a failed SendEmail.
   *
   * @param recipient the address of the message, which is compared and never repeated
   */
  static SendOutcome classify(RuntimeException failure, EmailAddress recipient) {
    return switch (failure) {
      case TooManyRequestsException _, LimitExceededException _ ->
          classifyLimit((AwsServiceException) failure);
      case AccountSuspendedException _ ->
          new SendOutcome.Unavailable(WithheldCause.ACCOUNT_SUSPENDED);
      case SendingPausedException _ -> new SendOutcome.Unavailable(WithheldCause.SENDING_PAUSED);
      case MailFromDomainNotVerifiedException _ ->
          new SendOutcome.Unavailable(WithheldCause.MAIL_FROM_NOT_VERIFIED);
      // Of what a message names, only the configuration set is looked up.
      case NotFoundException _ ->
          new SendOutcome.Unavailable(WithheldCause.CONFIGURATION_SET_MISSING);
      case MessageRejectedException rejected -> classifyRejection(rejected, recipient);
      case AwsServiceException service -> classifyByStatus(service);
      case SdkClientException client -> classifyByCause(client);
      default -> new SendOutcome.Unknown(failure.getClass().getSimpleName());
    };
  }

  private static SendOutcome classifyLimit(AwsServiceException failure) {
    String message = message(failure);
    if (message.contains("daily") || message.contains("24 hour") || message.contains("24-hour")) {
      return new SendOutcome.Throttled(SendOutcome.Limit.DAILY);
    }
    return failure instanceof TooManyRequestsException || message.contains("rate")
        ? new SendOutcome.Throttled(SendOutcome.Limit.RATE)
        : new SendOutcome.Unavailable(WithheldCause.ACCOUNT_LIMIT);
  }

  /**
   * An unverified identity is the account's state (its sender, or any recipient in the sandbox);
   * anything else is the message.
   */
  private static SendOutcome classifyRejection(
      MessageRejectedException failure, EmailAddress recipient) {
    String message = message(failure);
    if (!message.contains("not verified")) {
      return new SendOutcome.Refused(code(failure));
    }
    return new SendOutcome.Unavailable(
        message.contains(recipient.value().toLowerCase(Locale.ROOT))
            ? WithheldCause.RECIPIENT_NOT_VERIFIED
            : WithheldCause.IDENTITY_NOT_VERIFIED);
  }

  private static SendOutcome classifyByStatus(AwsServiceException failure) {
    int status = failure.statusCode();
    if (failure.isThrottlingException()) {
      return classifyLimit(
          TooManyRequestsException.builder().awsErrorDetails(details(failure)).build());
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN || isAboutCredentials(code(failure))) {
      return new SendOutcome.Unavailable(WithheldCause.ACCESS_DENIED);
    }
    return status >= 400 && status < 500 && status != REQUEST_TIMEOUT
        ? new SendOutcome.Refused(code(failure))
        : new SendOutcome.Unknown(code(failure));
  }

  private static boolean isAboutCredentials(String code) {
    return code.contains("Token")
        || code.contains("Signature")
        || code.contains("AccessDenied")
        || code.contains("MissingAuthentication");
  }

  private static SendOutcome classifyByCause(SdkClientException failure) {
    boolean notReached =
        Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MAX_CAUSES)
            .anyMatch(SesFailureClassifier::isBeforeSending);
    String kind = failure.getClass().getSimpleName();
    return notReached
        ? new SendOutcome.Unavailable(WithheldCause.NOT_REACHED)
        : new SendOutcome.Unknown(kind);
  }

  /** Returns whether a failure cannot occur after the first byte of the request. */
  private static boolean isBeforeSending(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || cause instanceof SSLHandshakeException
        || (cause instanceof SocketTimeoutException && message.contains("connect timed out"))
        || (cause instanceof SdkClientException
            && message.startsWith("unable to load credentials"));
  }

  private static AwsErrorDetails details(AwsServiceException failure) {
    AwsErrorDetails given = failure.awsErrorDetails();
    return given == null ? AwsErrorDetails.builder().build() : given;
  }

  private static String code(AwsServiceException failure) {
    String code = details(failure).errorCode();
    return code == null ? "status " + failure.statusCode() : code;
  }

  private static String message(AwsServiceException failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
  }
}
