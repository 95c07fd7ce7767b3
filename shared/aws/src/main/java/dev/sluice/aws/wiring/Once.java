package dev.sluice.aws.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A value made when first asked for, by one thread, and then kept. */
final class Once<T> implements Supplier<T> {

  private final Supplier<T> factory;
  private final List<T> made = new ArrayList<>(1);

  private Once(Supplier<T> factory) {
    this.factory = factory;
  }

  static <T> Supplier<T> of(Supplier<T> factory) {
    return new Once<>(factory);
  }

  @Override
  public synchronized T get() {
    if (made.isEmpty()) {
      made.add(factory.get());
    }
    return made.getFirst();
  }
}
