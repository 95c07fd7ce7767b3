package dev.sluice.lambda.http;

import dev.sluice.core.support.ConcurrentUpdateException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Tells failures that pass by themselves from those that people have to mend.
 *
 * <p>The SDK's own {@code retryable()} does not: it is false of throttled calls, of 5xx and of
 * timeouts, and says what one attempt may do, not what is left once all attempts are made.
 */
final class TransientFailures {

  private TransientFailures() {}

  /** Tells whether the same request is likely to be answered in a while. */
  static boolean isTransient(RuntimeException failure) {
    return switch (failure) {
      case ConcurrentUpdateException _ -> true;
      case SdkServiceException service ->
          service.isThrottlingException() || service.statusCode() >= 500;
      case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> true;
      case SdkClientException client ->
          client.retryable() || client.getCause() instanceof IOException;
      default -> false;
    };
  }
}
