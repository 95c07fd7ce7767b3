package dev.sluice.retries;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.lambda.SqsBatch;
import dev.sluice.aws.queue.SummonsMessage;
import dev.sluice.aws.transactional.TransactionalParts;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.transactional.Retries;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The function that answers the calls about transactional messages, a batch side by side; what
 * fails comes again without holding up the others.
 */
public final class RetriesHandler implements RequestStreamHandler {

  private final TransactionalParts parts;
  private final ExecutorService executor;

  /** Creates the function as it is deployed. */
  public RetriesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public RetriesHandler(Wiring wiring) {
    this(TransactionalParts.of(wiring), wiring.executor());
  }

  RetriesHandler(TransactionalParts parts, ExecutorService executor) {
    this.parts = parts;
    this.executor = executor;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    Log log = new Log(context);
    Retries retries = parts.retries(log);
    List<SqsBatch.Message> messages = SqsBatch.read(event).messages();
    List<Future<Boolean>> answered =
        messages.stream()
            .map(message -> executor.submit(() -> answer(retries, message, log)))
            .toList();
    List<SqsBatch.Message> failed = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (!succeeded(answered.get(i))) {
        failed.add(messages.get(i));
      }
    }
    SqsBatch.writeFailures(answer, failed);
  }

  private static boolean answer(Retries retries, SqsBatch.Message message, Log log) {
    try {
      retries
          .answer(SummonsMessage.summons(message.body()))
          .ifPresent(now ->
              log.info(
                  "message looked after",
                  Map.of("message", now.id(), "state", now.state().getClass().getSimpleName())));
      return true;
    } catch (RuntimeException e) {
      log.error("call failed", Map.of("queueMessage", message.id()), e);
      return false;
    }
  }

  private static boolean succeeded(Future<Boolean> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      return false; // an Error, such as too little memory: the call comes again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
