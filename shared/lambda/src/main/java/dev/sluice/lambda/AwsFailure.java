package dev.sluice.lambda;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What an AWS service answered to a call that failed, without its message, which may quote
 * addresses and values.
 *
 * @param service the service's name, if the answer names it
 * @param errorCode the code, such as {@code AccessDeniedException}; absent if a proxy answered
 * @param statusCode the HTTP status
 * @param requestId the identifier that AWS Support asks for
 */
public record AwsFailure(
    Optional<String> service,
    Optional<String> errorCode,
    int statusCode,
    Optional<String> requestId) {

  private static final int FORBIDDEN = 403;

  /** Returns the first answer of a service among a failure and its causes. */
  public static Optional<AwsFailure> find(Throwable failure) {
    return ErrorFields.chain(failure).stream()
        .filter(AwsServiceException.class::isInstance)
        .map(AwsServiceException.class::cast)
        .map(AwsFailure::of)
        .findFirst();
  }

  /** Returns the answer that an exception of the SDK holds. */
  public static AwsFailure of(AwsServiceException answer) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(answer.awsErrorDetails());
    return new AwsFailure(
        details.map(AwsErrorDetails::serviceName),
        details.map(AwsErrorDetails::errorCode),
        answer.statusCode(),
        Optional.ofNullable(answer.requestId()));
  }

  /** Returns whether the caller lacks a permission. */
  public boolean isAccessDenied() {
    return statusCode == FORBIDDEN || errorCode.filter(c -> c.contains("AccessDenied")).isPresent();
  }

  /** Returns the answer as a clause, such as {@code Sqs answered X (status 400, request id Y)}. */
  public String describe() {
    return "%s answered %s (status %d%s)"
        .formatted(
            service.orElse("AWS"),
            errorCode.orElse("without an error code"),
            statusCode,
            requestId.map(id -> ", request id " + id).orElse(""));
  }
}
