package dev.sluice.preferences;

import dev.sluice.lambda.http.ErrorRenderer;
import dev.sluice.lambda.http.Route;
import dev.sluice.lambda.http.Router;
import dev.sluice.preferences.page.ErrorPages;
import dev.sluice.preferences.page.PageThemeResolver;
import java.util.List;
import java.util.stream.Stream;

/** The routes of the preferences function. */
final class PreferencesRouter {

  private PreferencesRouter() {}

  /** Returns the router of all resources. */
  static Router create(
      UnsubscribeResource unsubscribe,
      PreferenceCenterResource preferenceCenter,
      PersonalDataResource personalData) {
    return new Router(
        Stream.of(unsubscribe.routes(), preferenceCenter.routes(), personalData.routes())
            .<Route>flatMap(List::stream)
            .toList());
  }

  /** Returns the renderer of errors that occur before a link is resolved: without branding. */
  static ErrorRenderer errorRenderer(PageThemeResolver themes) {
    return (request, problem) -> new ErrorPages(themes.unbranded(request)).render(request, problem);
  }
}
