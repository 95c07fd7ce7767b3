package dev.sluice.preferences;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.desk.DeskParts;
import dev.sluice.aws.http.HttpFunction;
import dev.sluice.aws.lambda.Log;
import dev.sluice.aws.ses.MailWiring;
import dev.sluice.aws.store.DynamoBrandingStore;
import dev.sluice.aws.store.DynamoCampaignNames;
import dev.sluice.aws.store.DynamoPolicyStore;
import dev.sluice.aws.store.DynamoTopicStore;
import dev.sluice.aws.store.Tables;
import dev.sluice.aws.wiring.Wiring;
import dev.sluice.mail.words.Languages;
import dev.sluice.preferences.page.Looks;
import dev.sluice.scheduling.desk.Office;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function behind the links in messages: what subscribers and their mail clients speak to. */
public final class PreferencesHandler implements RequestStreamHandler {

  private final HttpFunction function;

  /** Creates the function as it is deployed. */
  public PreferencesHandler() {
    this(Wiring.fromEnvironment());
  }

  /** Creates the function with what it is given from outside. */
  public PreferencesHandler(Wiring wiring) {
    Tables tables = Tables.of(wiring);
    Office office = DeskParts.office(wiring);
    LinkReader links =
        new LinkReader(MailWiring.links(wiring), office.standings(), new DynamoTopicStore(tables));
    Looks looks =
        new Looks(
            new DynamoBrandingStore(tables),
            Languages.installed(),
            wiring.required("POSTAL_ADDRESS"));
    CentreReader centres =
        new CentreReader(
            new DynamoPolicyStore(tables), new DynamoCampaignNames(tables), wiring.clock());
    this.function =
        new HttpFunction(
            Api.router(links, looks, centres, Desks.of(wiring, office)), Api.refusals(looks));
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    function.handle(event, answer, new Log(context));
  }
}
