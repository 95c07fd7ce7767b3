package dev.sluice.preferences;

import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.preferences.page.ErrorPages;
import dev.sluice.preferences.page.PageTheme;
import java.util.function.Function;

/**
 * Somebody who followed a link.
 *
 * @param token what the link's address ends in
 * @param resolution what the token was found to be about
 * @param theme of every page they get now
 */
record LinkRequest(
    HttpRequest request, String token, LinkResolver.Resolution resolution, PageTheme theme) {

  /** Returns the answer to a good link; every other one gets the one page, 404. */
  HttpResponse withValidLink(Function<LinkTarget, HttpResponse> answer) {
    return resolution.target().map(answer).orElseGet(errorPages()::invalidLink);
  }

  ErrorPages errorPages() {
    return new ErrorPages(theme);
  }
}
