package dev.sluice.tick;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.delivery.Ticker;
import dev.sluice.scheduling.hold.HoldWatch;
import dev.sluice.scheduling.hold.MarketingHold;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The function that looks every minute whether marketing may be sent and which shards have work.
 */
public final class TickHandler implements RequestStreamHandler {

  private final HoldWatch watch;
  private final Ticker ticker;

  /** Creates the function as it is deployed. */
  public TickHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public TickHandler(Wiring wiring) {
    this.watch = Tickers.holdWatch(wiring);
    this.ticker = Tickers.ticker(wiring);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    Log log = new Log(context);
    Optional<MarketingHold> hold = watch.look().filter(MarketingHold::isInForce);
    // The template's metric filter looks for 'marketing held'.
    hold.ifPresent(held -> log.warn("marketing held", fields(held)));
    Ticker.Tick tick = hold.isPresent() ? ticker.tickHeld() : ticker.tick();
    if (tick.called() + tick.closed() > 0) {
      log.info("ticked", Map.of("called", tick.called(), "closed", tick.closed()));
    }
  }

  private static Map<String, ?> fields(MarketingHold hold) {
    return Map.of("reasons", new TreeSet<>(hold.reasons()), "since", hold.since());
  }
}
