package dev.sluice.local.clock;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work of a {@link VirtualClock} that counts as awake from its making until it has ended, once. */
final class VirtualActivity implements LocalClock.Activity {

  private final VirtualClock clock;
  private final Runnable work;
  private final AtomicBoolean ended = new AtomicBoolean();

  VirtualActivity(VirtualClock clock, Runnable work) {
    this.clock = clock;
    this.work = work;
  }

  @Override
  public void run() {
    try {
      clock.runAsActivity(work);
    } finally {
      abandon();
    }
  }

  @Override
  public void abandon() {
    if (ended.compareAndSet(false, true)) {
      clock.changeAwake(-1);
    }
  }
}
