package dev.sluice.local.functions;

import java.util.Optional;

/**
 * Observes the functions of a run on their own threads: the AWS calls that they make, the lines
 * that they log, and how their invocations end. Implementations must be quick and must not call
 * AWS.
 */
@FunctionalInterface
public interface AwsCallListener {

  /** Hears that the calling thread is about to make a call; must be quick. */
  default void beforeCall() {}

  /** Takes note of a call; must be quick and must not call AWS itself. */
  void afterCall(AwsCall call);

  /** Receives a line of a function's log. */
  default void onLog(String function, String line) {}

  /**
   * Receives the end of an invocation.
   *
   * @param failure why it ended without an answer
   */
  default void onInvocation(String function, Optional<FunctionInvocationException> failure) {}

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
}
