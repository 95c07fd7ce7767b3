package dev.sluice.local.functions;

import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * Observes the functions of a run on their own threads: the AWS calls that they make, the lines
 * that they log, and how their invocations end. Implementations must be quick and must not call
 * AWS.
 */
@FunctionalInterface
public interface AwsCallListener {

  /** Receives the moment before a call of the current thread; must be quick. */
  default void beforeCall() {}

  /** Receives a call that has ended; must be quick and must not call AWS itself. */
  void afterCall(AwsCall call);

  /** Receives a line of a function's log. */
  default void onLog(String function, String line) {}

  /**
   * Receives the end of an invocation.
   *
   * @param failure why it ended without an answer
   */
  default void onInvocation(String function, Optional<FunctionInvocationException> failure) {}

  /** Returns a listener that notifies this one, then {@code other}. */
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

      @Override
      public void onLog(String function, String line) {
        first.onLog(function, line);
        other.onLog(function, line);
      }

      @Override
      public void onInvocation(String function, Optional<FunctionInvocationException> failure) {
        first.onInvocation(function, failure);
        other.onInvocation(function, failure);
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

    /** The caller of calls that no function of the template makes, such as a test. */
    public static final String NO_FUNCTION = "outside";
  }
}
