package dev.sluice.preferences;

import dev.sluice.aws.http.FaultException;
import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Problem.Kind;
import dev.sluice.aws.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Looks;
import dev.sluice.preferences.page.Notices;

/**
 * Where everybody comes in who follows a link of one purpose: it opens the link, finds out how
 * pages look to them, and keeps to that look whatever becomes of the request.
 */
record Entrance(LinkReader links, Looks looks, LinkPurpose purpose) {

  /** What answers who has come in. */
  @FunctionalInterface
  interface Room {
    HttpResponse answer(Arrival arrival);
  }

  /** Returns the route by which a page is looked at. */
  Route look(String method, String path, Room room) {
    return Route.of(method, path, (request, parts) -> enter(request, parts.get("token"), room));
  }

  /**
   * Returns the route of a form.
   *
   * @param maxBytes the largest body it takes; a larger one is told in the person's own language,
   *     after the same work for every link
   */
  Route form(String method, String path, int maxBytes, Room room) {
    return Route.form(
        method,
        path,
        Route.MAX_BODY_BYTES,
        (request, parts) -> enter(request, parts.get("token"), sized(maxBytes, room)));
  }

  private HttpResponse enter(HttpRequest request, String token, Room room) {
    LinkReader.Reading reading = links.read(purpose, token);
    Look look =
        looks.of(request, reading.opened().flatMap(link -> link.record().subscriber().locale()));
    try {
      return room.answer(new Arrival(request, token, reading, look));
    } catch (RuntimeException failure) {
      throw new FaultException(failure, new Notices(look));
    }
  }

  private static Room sized(int maxBytes, Room room) {
    Problem tooLarge = Problem.of(Kind.TOO_LARGE, "send at most " + maxBytes + " bytes");
    return arrival ->
        arrival.request().body().length > maxBytes
            ? arrival.notices().tell(arrival.request(), tooLarge)
            : room.answer(arrival);
  }
}
