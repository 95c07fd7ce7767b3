package dev.sluice.local.functions;

/** Hears of every call that functions make, before it and after its answer, on their threads. */
@FunctionalInterface
public interface AwsCallListener {

  /** Hears that the calling thread is about to make a call; must be quick. */
  default void calling() {}

  /** Takes note of a call; must be quick and must not call AWS itself. */
  void called(AwsCall call);

  /** Returns a listener that tells this one, then {@code other}. */
  default AwsCallListener andThen(AwsCallListener other) {
    AwsCallListener first = this;
    return new AwsCallListener() {
      @Override
      public void calling() {
        first.calling();
        other.calling();
      }

      @Override
      public void called(AwsCall call) {
        first.called(call);
        other.called(call);
      }
    };
  }
}
