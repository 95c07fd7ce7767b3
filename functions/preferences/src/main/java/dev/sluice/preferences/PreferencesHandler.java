package dev.sluice.preferences;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.aws.desk.DeskParts;
import dev.sluice.aws.http.HttpFunction;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.http.Router;
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
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.Office;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;

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
    DynamoTopicStore topics = new DynamoTopicStore(tables);
    LinkReader links = new LinkReader(MailWiring.links(wiring), office.standings(), topics);
    Looks looks =
        new Looks(
            new DynamoBrandingStore(tables),
            Languages.installed(),
            wiring.required("POSTAL_ADDRESS"));
    CentreReader centres =
        new CentreReader(
            new DynamoPolicyStore(tables), new DynamoCampaignNames(tables), wiring.clock());
    ConsentDesk desk = new ConsentDesk(office);
    this.function = new HttpFunction(new Router(routes(links, looks, centres, desk)));
  }

  private static List<Route> routes(
      LinkReader links, Looks looks, CentreReader centres, ConsentDesk desk) {
    return Stream.of(
            new LinksResource(links, looks, desk).routes(),
            new CentreResource(links, looks, centres, desk).routes())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    function.handle(event, answer, new Log(context));
  }
}
