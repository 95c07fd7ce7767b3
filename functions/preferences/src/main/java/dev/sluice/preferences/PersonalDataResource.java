package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.service.ErasureService;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.json.Json;
import dev.sluice.json.PersonalDataExport;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.LinkFilter.LinkRequest;
import dev.sluice.preferences.center.ErasurePages;
import java.util.List;
import java.util.Map;

/** The holder's personal data behind the preference center's link: download and erasure. */
record PersonalDataResource(
    LinkFilter filter, PersonalDataExport personalData, ErasureService erasures) {

  private static final LinkPurpose PURPOSE = LinkPurpose.PREFERENCES;

  private static final Map<String, String> ATTACHMENT_HEADERS =
      Map.of(
          "content-type", HttpResponse.JSON,
          "content-disposition", "attachment; filename=\"my-data.json\"",
          "x-robots-tag", "noindex, nofollow");

  List<Route> routes() {
    return List.of(
        filter.route(PURPOSE, "GET /p/{token}/data", this::download),
        filter.route(PURPOSE, "GET /p/{token}/erase", PersonalDataResource::confirm),
        filter.formRoute(PURPOSE, "POST /p/{token}/erase", FormBody.MAX_BYTES, this::erase));
  }

  private HttpResponse download(LinkRequest request) {
    return request.withValidLink(link ->
        new HttpResponse(
            200, ATTACHMENT_HEADERS, Json.encode(personalData.export(link.subscriber()))));
  }

  private static HttpResponse confirm(LinkRequest request) {
    ErasurePages pages = new ErasurePages(request.theme());
    return request.withValidLink(_ -> pages.confirm(request.token()));
  }

  private HttpResponse erase(LinkRequest request) {
    boolean confirmed =
        FormBody.parse(request.request())
            .filter(ErasurePages.CONFIRMATION_FIELDS::equals)
            .isPresent();
    ErasurePages pages = new ErasurePages(request.theme());
    return request.withValidLink(link ->
        confirmed
            ? erase(link, pages, request.token())
            : pages.confirmAfterInvalidForm(request.token()));
  }

  /** A subscriber whom a concurrent request erased gets the same confirmation. */
  private HttpResponse erase(LinkTarget link, ErasurePages pages, String token) {
    try {
      boolean _ = erasures.erase(link.subscriber().id(), ConsentSource.PREFERENCE_CENTRE);
      return pages.erased();
    } catch (ConcurrentUpdateException e) {
      return pages
          .confirmAfterConflict(token)
          .withHeader("retry-after", PreferenceCenterResource.RETRY_AFTER_SECONDS);
    }
  }
}
