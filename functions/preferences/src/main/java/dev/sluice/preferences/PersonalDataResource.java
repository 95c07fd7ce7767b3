package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentSource;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.preferences.center.ErasurePages;
import java.util.List;
import java.util.Map;

/**
 * What belongs to the preference centre's link besides the centre itself: a copy of everything that
 * is known about its holder, and being erased.
 */
record PersonalDataResource(LinkFilter filter, PreferenceServices services) {

  private static final Map<String, String> ATTACHMENT_HEADERS =
      Map.of(
          "content-type", HttpResponse.JSON,
          "content-disposition", "attachment; filename=\"my-data.json\"",
          "cache-control", "no-store",
          "referrer-policy", "no-referrer",
          "x-content-type-options", "nosniff",
          "x-robots-tag", "noindex, nofollow");

  List<Route> routes() {
    return List.of(
        filter.route("GET /p/{token}/data", this::download),
        filter.route("GET /p/{token}/erase", PersonalDataResource::confirm),
        filter.formRoute("POST /p/{token}/erase", FormBody.MAX_BYTES, this::erase));
  }

  private HttpResponse download(LinkRequest arrival) {
    return arrival.withValidLink(link ->
        new HttpResponse(
            200,
            ATTACHMENT_HEADERS,
            Json.encode(services.personalData().export(link.subscriber()))));
  }

  private static HttpResponse confirm(LinkRequest arrival) {
    ErasurePages pages = new ErasurePages(arrival.theme());
    return arrival.withValidLink(_ -> pages.confirm(arrival.token()));
  }

  private HttpResponse erase(LinkRequest arrival) {
    boolean sure =
        FormBody.parse(arrival.request())
            .filter(ErasurePages.CONFIRMATION_FIELDS::equals)
            .isPresent();
    ErasurePages pages = new ErasurePages(arrival.theme());
    return arrival.withValidLink(link ->
        sure
            ? erase(link, pages, arrival.token())
            : pages.confirmAfterInvalidForm(arrival.token()));
  }

  /** Who was erased by another click meanwhile is erased all the same. */
  private HttpResponse erase(LinkTarget opened, ErasurePages pages, String token) {
    return switch (services
        .erasures()
        .erase(opened.subscriber().id(), ConsentSource.PREFERENCE_CENTRE)) {
      case ERASED, NOT_FOUND -> pages.erased();
      case BUSY ->
          pages
              .confirmAfterConflict(token)
              .withHeader("retry-after", PreferenceCenterResource.RETRY_AFTER_SECONDS);
    };
  }
}
