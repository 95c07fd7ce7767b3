package dev.sluice.lambda.http;

import dev.sluice.core.support.ConcurrentUpdateException;
import java.io.IOException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Distinguishes transient failures from permanent ones.
 *
 * <p>The SDK's own {@code retryable()} does not: it is false for throttled calls, for 5xx and for
 * timeouts, and describes a single attempt, not the call after all attempts.
 */
final class TransientFailures {

  private TransientFailures() {}

  /** Returns whether the same request is likely to succeed later. */
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
