package dev.sluice.tick;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.delivery.Ticker;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The function that looks every minute which shards have work. */
public final class TickHandler implements RequestStreamHandler {

  private final Ticker ticker;

  /** Creates the function as it is deployed. */
  public TickHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public TickHandler(Wiring wiring) {
    this.ticker = Tickers.ticker(wiring);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    Ticker.Tick tick = ticker.tick();
    if (tick.called() + tick.closed() > 0) {
      new Log(context).info("ticked", Map.of("called", tick.called(), "closed", tick.closed()));
    }
  }
}
