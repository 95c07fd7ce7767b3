package dev.sluice.deliver;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.lambda.SqsBatch;
import dev.sluice.aws.queue.ShardMessage;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.delivery.ShardWorker;
import dev.sluice.scheduling.delivery.ShardWorker.RunResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The function that works on a shard when the queue calls it. */
public final class DeliverHandler implements RequestStreamHandler {

  /** Time kept back from the function's own limit for the last batch and the release. */
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final ShardWorker worker;

  /** Creates the function as it is deployed. */
  public DeliverHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public DeliverHandler(Wiring wiring) {
    this.clock = wiring.clock();
    this.worker = Workers.shardWorker(wiring);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    Log log = new Log(context);
    Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    List<SqsBatch.Message> failed = new ArrayList<>();
    for (SqsBatch.Message message : SqsBatch.read(event).messages()) {
      if (!work(message, deadline, log)) {
        failed.add(message);
      }
    }
    SqsBatch.writeFailures(answer, failed);
  }

  private boolean work(SqsBatch.Message message, Instant deadline, Log log) {
    try {
      Shard shard = ShardMessage.shard(message.body());
      RunResult result = worker.work(shard, deadline);
      // The template's metric filter looks for 'marketing parked'.
      String event = result == RunResult.PARKED ? "marketing parked" : "shard worked";
      log.info(event, Map.of("shard", shard.label(), "result", result));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException e) {
      log.error("shard failed", Map.of("message", message.id()), e);
      return false;
    }
  }
}
