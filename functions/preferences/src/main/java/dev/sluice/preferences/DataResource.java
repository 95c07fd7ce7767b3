package dev.sluice.preferences;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.centre.ErasePages;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Looks;
import dev.sluice.scheduling.consent.Means;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to the preference centre's link besides the centre itself: a copy of everything that
 * is known about its holder, and being erased.
 */
record DataResource(LinkReader links, Looks looks, Desks desks) {

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
        Route.of("GET", "/p/{token}/data", this::download),
        Route.of("GET", "/p/{token}/erase", this::ask),
        Route.form("POST", "/p/{token}/erase", FormBody.MAX_BYTES, this::erase));
  }

  private HttpResponse download(HttpRequest request, Parts parts) {
    Optional<Opened> opened = open(parts);
    Look look = look(request, opened);
    return opened
        .map(link -> Json.write(desks.data().of(link.record())))
        .map(json -> new HttpResponse(200, ATTACHMENT, json))
        .orElseGet(() -> new LinkPages(look).noSuchLink());
  }

  private HttpResponse ask(HttpRequest request, Parts parts) {
    Optional<Opened> opened = open(parts);
    Look look = look(request, opened);
    return opened
        .map(_ -> new ErasePages(look).ask(200, parts.get("token")))
        .orElseGet(() -> new LinkPages(look).noSuchLink());
  }

  private HttpResponse erase(HttpRequest request, Parts parts) {
    Optional<Opened> opened = open(parts);
    Look look = look(request, opened);
    boolean sure = FormBody.read(request).filter(ErasePages.SURE::equals).isPresent();
    ErasePages pages = new ErasePages(look);
    return opened
        .map(link -> sure ? erase(link, pages, parts) : pages.ask(400, parts.get("token")))
        .orElseGet(() -> new LinkPages(look).noSuchLink());
  }

  /** Who was erased by another click meanwhile is erased all the same. */
  private HttpResponse erase(Opened opened, ErasePages pages, Parts parts) {
    return switch (desks.erasures().erase(opened.record().id(), Means.PREFERENCE_CENTRE)) {
      case ERASED, UNKNOWN -> pages.erased();
      case BUSY ->
          pages
              .ask(503, parts.get("token"))
              .with("retry-after", CentreResource.RETRY_AFTER_SECONDS);
    };
  }

  private Optional<Opened> open(Parts parts) {
    return links.open(LinkPurpose.PREFERENCES, parts.get("token"));
  }

  private Look look(HttpRequest request, Optional<Opened> opened) {
    return looks.of(request, opened.flatMap(link -> link.record().subscriber().locale()));
  }
}
