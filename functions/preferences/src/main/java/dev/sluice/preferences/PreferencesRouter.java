package dev.sluice.preferences;

import dev.sluice.lambda.http.ErrorRenderer;
import dev.sluice.lambda.http.Route;
import dev.sluice.lambda.http.Router;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.page.ErrorPages;
import dev.sluice.preferences.page.PageThemeResolver;
import java.util.List;
import java.util.stream.Stream;

/** Everything this function answers. */
final class PreferencesRouter {

  private PreferencesRouter() {}

  /** Returns the router of all resources. */
  static Router create(
      LinkResolver links,
      PageThemeResolver looks,
      PreferenceCenterLoader centres,
      PreferenceServices desks) {
    LinkFilter leaving = new LinkFilter(links, looks, LinkPurpose.UNSUBSCRIBE);
    LinkFilter preferences = new LinkFilter(links, looks, LinkPurpose.PREFERENCES);
    return new Router(
        Stream.of(
                new UnsubscribeResource(leaving, desks.consents()).routes(),
                new PreferenceCenterResource(preferences, centres, desks.consents()).routes(),
                new PersonalDataResource(preferences, desks).routes())
            .<Route>flatMap(List::stream)
            .toList());
  }

  /** Returns how it is told that a request failed before it was known who came: plainly. */
  static ErrorRenderer errorRenderer(PageThemeResolver looks) {
    return (request, problem) -> new ErrorPages(looks.unbranded(request)).render(request, problem);
  }
}
