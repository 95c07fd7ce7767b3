package dev.sluice.preferences;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.core.service.ServiceDependencies;
import dev.sluice.dynamodb.campaign.DynamoBrandingStore;
import dev.sluice.dynamodb.campaign.DynamoCampaignNames;
import dev.sluice.dynamodb.campaign.DynamoPolicyStore;
import dev.sluice.dynamodb.campaign.DynamoTopicStore;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.lambda.FunctionContext;
import dev.sluice.lambda.FunctionLog;
import dev.sluice.lambda.InvocationLog;
import dev.sluice.lambda.http.HttpFunction;
import dev.sluice.mail.i18n.Languages;
import dev.sluice.preferences.page.PageThemeResolver;
import dev.sluice.secrets.LinkKeyProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function behind the links in messages: what subscribers and their mail clients speak to. */
public final class PreferencesHandler implements RequestStreamHandler {

  private final FunctionLog functionLog;
  private final HttpFunction function;

  /** Creates the function as it is deployed. */
  public PreferencesHandler() {
    this(FunctionContext.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public PreferencesHandler(FunctionContext functionContext) {
    DynamoTables tables = DynamoTables.of(functionContext);
    ServiceDependencies services = PreferenceServices.dependencies(functionContext);
    LinkResolver links =
        new LinkResolver(
            LinkKeyProvider.linkTokens(functionContext),
            services.repository(),
            new DynamoTopicStore(tables));
    PageThemeResolver themes =
        new PageThemeResolver(
            new DynamoBrandingStore(tables),
            Languages.installed(),
            functionContext.requiredVariable("POSTAL_ADDRESS"));
    PreferenceCenterLoader centers =
        new PreferenceCenterLoader(
            new DynamoPolicyStore(tables),
            new DynamoCampaignNames(tables),
            functionContext.clock());
    this.functionLog = functionContext.log();
    this.function =
        new HttpFunction(
            PreferencesRouter.create(
                links, themes, centers, PreferenceServices.create(functionContext, services)),
            PreferencesRouter.errorRenderer(themes));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    try (InvocationLog log = functionLog.startInvocation(context)) {
      function.handle(event, answer, log);
    }
  }
}
