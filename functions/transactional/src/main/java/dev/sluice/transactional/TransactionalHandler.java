package dev.sluice.transactional;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.http.HttpFunction;
import dev.sluice.aws.http.Router;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.transactional.TransactionalParts;
import dev.sluice.aws.wiring.Wiring;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

/** The function that takes transactional messages, from the HTTP API and from the event bus. */
public final class TransactionalHandler implements RequestStreamHandler {

  /** The largest event that Lambda takes is 6 MB: this is the first size beyond it. */
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024 + 1;

  private final TransactionalParts parts;

  /** Creates the function as it is deployed. */
  public TransactionalHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public TransactionalHandler(Wiring wiring) {
    this(TransactionalParts.of(wiring));
  }

  TransactionalHandler(TransactionalParts parts) {
    this.parts = parts;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    Log log = new Log(context);
    byte[] bytes = event.readNBytes(MAX_EVENT_BYTES);
    if (BusRequests.isBusEvent(bytes)) {
      new BusRequests(parts.intake(log), log).take(bytes);
    } else {
      new HttpFunction(router(log)).handle(new ByteArrayInputStream(bytes), answer, log);
    }
  }

  private Router router(Log log) {
    return new Router(
        Stream.of(
                new MessagesResource(parts.intake(log), parts.messages()).routes(),
                new TemplatesResource(parts.templates()).routes())
            .flatMap(List::stream)
            .toList());
  }
}
