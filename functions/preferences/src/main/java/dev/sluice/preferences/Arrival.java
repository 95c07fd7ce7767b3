package dev.sluice.preferences;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Notices;
import java.util.function.Function;

/**
 * Somebody who followed a link.
 *
 * @param token what the link's address ends in
 * @param reading what the token was found to be about
 * @param look of every page they get now
 */
record Arrival(HttpRequest request, String token, LinkReader.Reading reading, Look look) {

  /** Returns the answer to a good link; every other one gets the one page, 404. */
  HttpResponse withGoodLink(Function<Opened, HttpResponse> answer) {
    return reading.opened().map(answer).orElseGet(notices()::noSuchLink);
  }

  Notices notices() {
    return new Notices(look);
  }
}
