package dev.sluice.local.functions;

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
}
