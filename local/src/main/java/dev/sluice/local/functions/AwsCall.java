package dev.sluice.local.functions;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * One call of an AWS service that a function made.
 *
 * @param function the function's logical id, or {@link #NO_FUNCTION}
 * @param service the service as IAM names it, such as {@code dynamodb}
 * @param operation the operation, such as {@code TransactWriteItems}
 * @param request what was asked
 * @param response what was answered, empty if the call failed
 */
public record AwsCall(
    String function,
    String service,
    String operation,
    SdkRequest request,
    Optional<SdkResponse> response) {

  /** Stands for callers that are no function of the template, such as a test. */
  public static final String NO_FUNCTION = "outside";
}
