package dev.sluice.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.InvocationLog;
import dev.sluice.lambda.http.HttpFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/** The function behind the HTTP API: what marketers and the team's systems speak to. */
public final class ApiHandler implements RequestStreamHandler {

  private final FunctionLog functionLog;
  private final HttpFunction function;

  /** Creates the function as it is deployed. */
  public ApiHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public ApiHandler(FunctionContext functionContext) {
    this.functionLog = functionContext.log();
    this.function =
        new HttpFunction(
            ApiRouter.create(
                ApiStores.create(functionContext), functionContext.clock(), ApiHandler::randomId));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    try (InvocationLog log = functionLog.startInvocation(context)) {
      function.handle(event, answer, log);
    }
  }

  /** A version 4 UUID: nobody has to agree on it beforehand, and nobody can guess it. */
  private static CampaignId randomId() {
    return new CampaignId(UUID.randomUUID().toString());
  }
}
