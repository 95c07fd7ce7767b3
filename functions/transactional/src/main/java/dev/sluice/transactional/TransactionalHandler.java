package dev.sluice.transactional;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.http.HttpFunction;
import dev.sluice.lambda.http.Router;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** The function that accepts transactional messages from the HTTP API and from the event bus. */
public final class TransactionalHandler implements RequestStreamHandler {

  /** One more than the largest event of Lambda, 6 MB. */
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024 + 1;

  private final FunctionLog functionLog;
  private final TransactionalModule module;

  /** Creates the function with its deployed environment. */
  public TransactionalHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with a given environment. */
  public TransactionalHandler(FunctionContext functionContext) {
    this(TransactionalModule.of(functionContext), functionContext.log());
  }

  TransactionalHandler(TransactionalModule module, FunctionLog log) {
    this.functionLog = log;
    this.module = module;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context) {
    functionLog.invoke(
        context,
        log -> {
          byte[] bytes = event.readNBytes(MAX_EVENT_BYTES);
          if (EventBusRequests.isBusEvent(bytes)) {
            new EventBusRequests(module.messageService(log), log).handle(bytes);
          } else {
            new HttpFunction(router(log)).handle(new ByteArrayInputStream(bytes), answer, log);
          }
        });
  }

  /** Returns the router of one invocation. */
  Router router(FunctionLog log) {
    return new Router(
        Stream.of(
                new MessagesResource(module.messageService(log), module.messages()).routes(),
                new TemplatesResource(module.templates()).routes())
            .flatMap(List::stream)
            .toList());
  }
}
