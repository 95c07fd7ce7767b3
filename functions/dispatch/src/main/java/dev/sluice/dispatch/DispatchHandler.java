package dev.sluice.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.delivery.ShardDispatcher;
import dev.sluice.core.hold.HoldMonitor;
import dev.sluice.core.hold.MarketingHold;
import dev.sluice.core.hold.SendingProbe;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.LogEvent;
import dev.sluice.lambda.Metric;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The function that looks every minute whether marketing may be sent and which shards have work.
 */
public final class DispatchHandler implements RequestStreamHandler {

  private final FunctionLog functionLog;
  private final HoldMonitor holdMonitor;
  private final SendingProbe probe;
  private final ShardDispatcher dispatcher;

  /** Creates the function as it is deployed. */
  public DispatchHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public DispatchHandler(FunctionContext functionContext) {
    this.functionLog = functionContext.log();
    this.holdMonitor = DispatchModule.holdMonitor(functionContext);
    this.probe = DispatchModule.sendingProbe(functionContext);
    this.dispatcher = DispatchModule.dispatcher(functionContext);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    functionLog.invoke(
        context,
        log -> {
          Optional<MarketingHold> hold = holdMonitor.check().filter(MarketingHold::isInForce);
          hold.ifPresent(held -> {
            log.warn(LogEvent.MARKETING_HELD, fields(held));
            log.count(Metric.MARKETING_HELD, 1);
          });
          ShardDispatcher.DispatchResult result = dispatch(hold);
          if (result.dispatched() + result.closed() > 0) {
            log.info(
                LogEvent.SHARDS_DISPATCHED,
                Map.of("shards", result.dispatched(), "completedCampaigns", result.closed()));
          }
        });
  }

  private ShardDispatcher.DispatchResult dispatch(Optional<MarketingHold> hold) {
    if (hold.isEmpty()) {
      return dispatcher.dispatch();
    }
    return probe.isDue(hold.get()) ? dispatcher.dispatchProbe() : dispatcher.dispatchWhileHeld();
  }

  private static Map<String, ?> fields(MarketingHold hold) {
    return Map.of("reasons", new TreeSet<>(hold.reasons()), "since", hold.since());
  }
}
