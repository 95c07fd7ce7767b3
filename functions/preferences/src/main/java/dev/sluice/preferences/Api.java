package dev.sluice.preferences;

import dev.sluice.aws.http.Route;
import dev.sluice.aws.http.Router;
import dev.sluice.preferences.page.Looks;
import java.util.List;
import java.util.stream.Stream;

/** Everything this function answers. */
final class Api {

  private Api() {}

  /** Returns the router of all resources. */
  static Router router(LinkReader links, Looks looks, CentreReader centres, Desks desks) {
    return new Router(
        Stream.of(
                new LinksResource(links, looks, desks.consents()).routes(),
                new CentreResource(links, looks, centres, desks.consents()).routes(),
                new DataResource(links, looks, desks).routes())
            .<Route>flatMap(List::stream)
            .toList());
  }
}
