package dev.sluice.preferences;

import dev.sluice.aws.http.Refusals;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.http.Router;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.page.Looks;
import dev.sluice.preferences.page.Notices;
import java.util.List;
import java.util.stream.Stream;

/** Everything this function answers. */
final class Api {

  private Api() {}

  /** Returns the router of all resources. */
  static Router router(LinkReader links, Looks looks, CentreReader centres, Desks desks) {
    Entrance leaving = new Entrance(links, looks, LinkPurpose.UNSUBSCRIBE);
    Entrance preferences = new Entrance(links, looks, LinkPurpose.PREFERENCES);
    return new Router(
        Stream.of(
                new LinksResource(leaving, desks.consents()).routes(),
                new CentreResource(preferences, centres, desks.consents()).routes(),
                new DataResource(preferences, desks).routes())
            .<Route>flatMap(List::stream)
            .toList());
  }

  /** Returns how it is told that a request failed before it was known who came: plainly. */
  static Refusals refusals(Looks looks) {
    return (request, problem) -> new Notices(looks.plain(request)).tell(request, problem);
  }
}
