package dev.sluice.benchmarks;

import dev.sluice.local.clock.VirtualClock;
import dev.sluice.local.http.LocalHttpRequest;
import dev.sluice.local.http.LocalHttpResponse;
import dev.sluice.local.http.LocalHttpService;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Adds latency to SES: a request takes 10 to 59 ms of simulated time, and its response as long. */
record SesWithLatency(LocalHttpService ses, VirtualClock clock, AtomicInteger calls)
    implements LocalHttpService {

  private static final int LEAST_MILLIS = 10;
  private static final int SPREAD_MILLIS = 50;

  /** Coprime with the spread, so that all values occur. */
  private static final int STRIDE = 17;

  @Override
  public LocalHttpResponse handle(LocalHttpRequest request) throws IOException {
    int call = calls.incrementAndGet();
    int millis = LEAST_MILLIS + Math.floorMod(call * STRIDE, SPREAD_MILLIS);
    addLatency(millis);
    LocalHttpResponse response = ses.handle(request);
    addLatency(millis);
    return response;
  }

  private void addLatency(int millis) throws IOException {
    try {
      clock.sleepUntil(clock.instant().plusMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
