package dev.sluice.preferences;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.preferences.centre.ErasePages;
import dev.sluice.scheduling.consent.Means;
import java.util.List;
import java.util.Map;

/**
 * What belongs to the preference centre's link besides the centre itself: a copy of everything that
 * is known about its holder, and being erased.
 */
record DataResource(Entrance entrance, Desks desks) {

  private static final Map<String, String> ATTACHMENT =
      Map.of(
          "content-type", HttpResponse.JSON,
          "content-disposition", "attachment; filename=\"my-data.json\"",
          "cache-control", "no-store",
          "referrer-policy", "no-referrer",
          "x-content-type-options", "nosniff",
          "x-robots-tag", "noindex, nofollow");

  List<Route> routes() {
    return List.of(
        entrance.look("GET", "/p/{token}/data", this::download),
        entrance.look("GET", "/p/{token}/erase", DataResource::ask),
        entrance.form("POST", "/p/{token}/erase", FormBody.MAX_BYTES, this::erase));
  }

  private HttpResponse download(Arrival arrival) {
    return arrival.withGoodLink(
        link -> new HttpResponse(200, ATTACHMENT, Json.write(desks.data().of(link.record()))));
  }

  private static HttpResponse ask(Arrival arrival) {
    ErasePages pages = new ErasePages(arrival.look());
    return arrival.withGoodLink(_ -> pages.ask(arrival.token()));
  }

  private HttpResponse erase(Arrival arrival) {
    boolean sure = FormBody.read(arrival.request()).filter(ErasePages.SURE::equals).isPresent();
    ErasePages pages = new ErasePages(arrival.look());
    return arrival.withGoodLink(
        link -> sure ? erase(link, pages, arrival.token()) : pages.askAgain(arrival.token()));
  }

  /** Who was erased by another click meanwhile is erased all the same. */
  private HttpResponse erase(Opened opened, ErasePages pages, String token) {
    return switch (desks.erasures().erase(opened.record().id(), Means.PREFERENCE_CENTRE)) {
      case ERASED, UNKNOWN -> pages.erased();
      case BUSY -> pages.askLater(token).with("retry-after", CentreResource.RETRY_AFTER_SECONDS);
    };
  }
}
