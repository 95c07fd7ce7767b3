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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The common steps of every request to a link: resolve the link, resolve the theme of its pages,
 * and use that theme for every outcome, errors included.
 */
record LinkFilter(LinkResolver resolver, PageThemeResolver themes) {

  /** Handles a request whose link has been resolved. */
  @FunctionalInterface
  interface LinkHandler {
    HttpResponse handle(LinkRequest request);
  }

  /**
   * A request to a link.
   *
   * @param token the last segment of the link's address
   * @param resolution what the token resolved to
   * @param theme the theme of every page of the response
   * @param invalidLink the response to every link that is not valid
   */
  record LinkRequest(
      HttpRequest request,
      String token,
      LinkResolver.Resolution resolution,
      PageTheme theme,
      HttpResponse invalidLink) {

    /** Returns the response to a valid link; every other link gets the same page, 404. */
    HttpResponse withValidLink(Function<LinkTarget, HttpResponse> response) {
      return resolution.target().map(response).orElse(invalidLink);
    }

    ErrorPages errorPages() {
      return new ErrorPages(theme);
    }
  }

  /** Returns the route of a page. */
  Route route(LinkPurpose purpose, String key, LinkHandler handler) {
    return Route.of(key, request -> filter(purpose, request, handler));
  }

  /**
   * Returns the route of a form.
   *
   * @param maxBytes the largest body accepted; a larger one gets an error page in the person's
   *     language
   */
  Route formRoute(LinkPurpose purpose, String key, int maxBytes, LinkHandler handler) {
    return Route.form(
        key,
        Route.MAX_BODY_BYTES,
        request -> filter(purpose, request, limitedTo(maxBytes, handler)));
  }

  /** The page of an invalid link has no branding, since that would have to be read. */
  private HttpResponse filter(LinkPurpose purpose, HttpRequest request, LinkHandler handler) {
    String token = request.pathParameter("token");
    HttpResponse invalidLink = new ErrorPages(themes.unbranded(request)).invalidLink();
    return resolver
        .resolve(purpose, token)
        .map(resolution -> {
          PageTheme theme = themes.resolve(request, locale(resolution));
          return handle(handler, new LinkRequest(request, token, resolution, theme, invalidLink));
        })
        .orElse(invalidLink);
  }

  private static Optional<Locale> locale(LinkResolver.Resolution resolution) {
    return resolution.target().flatMap(link -> link.subscriber().subscriber().locale());
  }

  private static HttpResponse handle(LinkHandler handler, LinkRequest request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException failure) {
      throw new RequestFailedException(failure, request.errorPages());
    }
  }

  private static LinkHandler limitedTo(int maxBytes, LinkHandler handler) {
    HttpProblem tooLarge =
        HttpProblem.of(ProblemType.TOO_LARGE, "send at most " + maxBytes + " bytes");
    return request ->
        request.request().body().length > maxBytes
            ? request.errorPages().render(request.request(), tooLarge)
            : handler.handle(request);
  }
}
