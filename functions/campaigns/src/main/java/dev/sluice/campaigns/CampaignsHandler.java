package dev.sluice.campaigns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.http.HttpFunction;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.scheduling.campaign.CampaignId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/** The function behind the HTTP API: what marketers and the team's systems speak to. */
public final class CampaignsHandler implements RequestStreamHandler {

  private final HttpFunction function;

  /** Creates the function as it is deployed. */
  public CampaignsHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public CampaignsHandler(Wiring wiring) {
    this.function =
        new HttpFunction(Api.router(Stores.of(wiring), wiring.clock(), CampaignsHandler::randomId));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    function.handle(event, answer, new Log(context));
  }

  /** A version 4 UUID: nobody has to agree on it beforehand, and nobody can guess it. */
  private static CampaignId randomId() {
    return new CampaignId(UUID.randomUUID().toString());
  }
}
