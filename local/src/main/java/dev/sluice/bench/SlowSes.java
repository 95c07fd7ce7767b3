package dev.sluice.bench;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.wire.WireRequest;
import dev.sluice.local.wire.WireResponse;
import dev.sluice.local.wire.WireService;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** SES at a distance: a call takes 10 to 59 ms of simulated time there, and as long back. */
record SlowSes(WireService ses, VirtualClock clock, AtomicInteger calls) implements WireService {

  private static final int LEAST_MILLIS = 10;
  private static final int SPREAD_MILLIS = 50;

  /** Shares no factor with the spread, so that all values come in turn. */
  private static final int STRIDE = 17;

  @Override
  public WireResponse answer(WireRequest request) throws IOException {
    int call = calls.incrementAndGet();
    int millis = LEAST_MILLIS + Math.floorMod(call * STRIDE, SPREAD_MILLIS);
    travel(millis);
    WireResponse response = ses.answer(request);
    travel(millis);
    return response;
  }

  private void travel(int millis) throws IOException {
    try {
      clock.until(clock.instant().plusMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
