package dev.sluice.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.delivery.ShardDispatcher;
import dev.sluice.core.hold.HoldMonitor;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The function that looks every minute whether marketing may be sent and which shards have work.
 */
public final class DispatchHandler implements RequestStreamHandler {

  private final HoldMonitor holdMonitor;
  private final ShardDispatcher dispatcher;

  /** Creates the function as it is deployed. */
  public DispatchHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public DispatchHandler(FunctionContext functionContext) {
    this.holdMonitor = DispatchModule.holdMonitor(functionContext);
    this.dispatcher = DispatchModule.dispatcher(functionContext);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    FunctionLog log = new FunctionLog(context);
    Optional<MarketingHold> hold = holdMonitor.check().filter(MarketingHold::isInForce);
    // The template's metric filter looks for 'marketing held'.
    hold.ifPresent(held -> log.warn("marketing held", fields(held)));
    ShardDispatcher.DispatchResult tick =
        hold.isPresent() ? dispatcher.dispatchWhileHeld() : dispatcher.dispatch();
    if (tick.dispatched() + tick.closed() > 0) {
      log.info("ticked", Map.of("called", tick.dispatched(), "closed", tick.closed()));
    }
  }

  private static Map<String, ?> fields(MarketingHold hold) {
    return Map.of("reasons", new TreeSet<>(hold.reasons()), "since", hold.since());
  }
}
