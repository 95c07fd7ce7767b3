package dev.sluice.preferences;

import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpProblem.ProblemType;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.RequestFailedException;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.page.ErrorPages;
import dev.sluice.preferences.page.PageTheme;
import dev.sluice.preferences.page.PageThemeResolver;

/**
 * Where everybody comes in who follows a link of one purpose: it opens the link, finds out how
 * pages look to them, and keeps to that look whatever becomes of the request.
 */
record LinkFilter(LinkResolver resolver, PageThemeResolver themes, LinkPurpose purpose) {

  /** What answers who has come in. */
  @FunctionalInterface
  interface LinkHandler {
    HttpResponse handle(LinkRequest arrival);
  }

  /** Returns the route by which a page is looked at. */
  Route route(String key, LinkHandler room) {
    return Route.of(key, request -> filter(request, room));
  }

  /**
   * Returns the route of a form.
   *
   * @param maxBytes the largest body it takes; a larger one is told in the person's own language,
   *     after the same work for every link
   */
  Route formRoute(String key, int maxBytes, LinkHandler room) {
    return Route.form(
        key, Route.MAX_BODY_BYTES, request -> filter(request, limitedTo(maxBytes, room)));
  }

  private HttpResponse filter(HttpRequest request, LinkHandler room) {
    String token = request.pathParameter("token");
    LinkResolver.Resolution reading = resolver.resolve(purpose, token);
    PageTheme look =
        themes.resolve(
            request, reading.target().flatMap(link -> link.subscriber().subscriber().locale()));
    try {
      return room.handle(new LinkRequest(request, token, reading, look));
    } catch (RuntimeException failure) {
      throw new RequestFailedException(failure, new ErrorPages(look));
    }
  }

  private static LinkHandler limitedTo(int maxBytes, LinkHandler room) {
    HttpProblem tooLarge =
        HttpProblem.of(ProblemType.TOO_LARGE, "send at most " + maxBytes + " bytes");
    return arrival ->
        arrival.request().body().length > maxBytes
            ? arrival.errorPages().render(arrival.request(), tooLarge)
            : room.handle(arrival);
  }
}
