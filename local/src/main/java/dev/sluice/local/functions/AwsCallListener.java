package dev.sluice.local.functions;

/** Hears of every call that functions make, right after its answer, on the caller's thread. */
@FunctionalInterface
public interface AwsCallListener {

  /** Takes note of a call; must be quick and must not call AWS itself. */
  void called(AwsCall call);

  /** Returns a listener that tells this one, then {@code other}. */
  default AwsCallListener andThen(AwsCallListener other) {
    return call -> {
      called(call);
      other.called(call);
    };
  }
}
