package dev.sluice.local.functions;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Hears of every call that functions make, before it and after its answer, on their threads. */
@FunctionalInterface
public interface AwsCallListener {

  /** Hears that the calling thread is about to make a call; must be quick. */
  default void beforeCall() {}

  /** Takes note of a call; must be quick and must not call AWS itself. */
  void afterCall(AwsCall call);

  /** Returns a listener that tells this one, then {@code other}. */
  default AwsCallListener andThen(AwsCallListener other) {
    AwsCallListener first = this;
    return new AwsCallListener() {
      @Override
      public void beforeCall() {
        first.beforeCall();
        other.beforeCall();
      }

      @Override
      public void afterCall(AwsCall call) {
        first.afterCall(call);
        other.afterCall(call);
      }
    };
  }

  /**
   * One call of an AWS service that a function made.
   *
   * @param function the function's logical id, or {@link #NO_FUNCTION}
   * @param service the service as IAM names it, such as {@code dynamodb}
   * @param operation the operation, such as {@code TransactWriteItems}
   * @param request what was asked
   * @param response what was answered, empty if the call failed
   */
  record AwsCall(
      String function,
      String service,
      String operation,
      SdkRequest request,
      Optional<SdkResponse> response) {

    /** Stands for callers that are no function of the template, such as a test. */
    public static final String NO_FUNCTION = "outside";
  }
}
