package dev.sluice.preferences;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.centre.Centre;
import dev.sluice.preferences.centre.CentrePage;
import dev.sluice.preferences.centre.Changes;
import dev.sluice.preferences.centre.Done;
import dev.sluice.preferences.centre.Notices;
import dev.sluice.preferences.centre.Wish;
import dev.sluice.preferences.centre.Wishes;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Looks;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ConsentDesk.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * The preference centre, for who holds the link to it.
 *
 * <p>Reading changes nothing. A form is answered by the way back to the page (303), so that loading
 * it again sends nothing again. Links that are not good get the one page, 404, after the same work.
 */
record CentreResource(LinkReader links, Looks looks, CentreReader centres, ConsentDesk desk) {

  /** Seconds after which a person may try again. */
  static final String RETRY_AFTER_SECONDS = "1";

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/p/{token}", this::show),
        Route.of("HEAD", "/p/{token}", (request, parts) -> show(request, parts).withoutBody()),
        Route.form("POST", "/p/{token}", FormBody.MAX_BYTES, this::change));
  }

  private HttpResponse show(HttpRequest request, Parts parts) {
    Optional<Opened> opened = open(parts);
    Look look = look(request, opened);
    return opened
        .map(link -> new CentrePage(look, centres.read(link)))
        .map(page -> page.response(parts.get("token"), request.query(Done.PARAMETER)))
        .orElseGet(() -> new LinkPages(look).noSuchLink());
  }

  private HttpResponse change(HttpRequest request, Parts parts) {
    Optional<Opened> opened = open(parts);
    Look look = look(request, opened);
    Optional<Wish> wish = FormBody.read(request).flatMap(Wishes::read);
    return opened
        .map(link -> fulfil(wish, centres.read(link), look))
        .orElseGet(() -> new LinkPages(look).noSuchLink());
  }

  private HttpResponse fulfil(Optional<Wish> wish, Centre centre, Look look) {
    return wish.flatMap(
            asked -> Changes.of(asked, centre).map(change -> fulfil(asked, change, centre, look)))
        .orElseGet(() -> new Notices(look).unreadable());
  }

  private HttpResponse fulfil(Wish wish, ConsentChange change, Centre centre, Look look) {
    return switch (desk.change(
        centre.record(), List.of(change), Means.PREFERENCE_CENTRE, Optional.empty())) {
      case Outcome.Changed _ -> back(wish, look);
      case Outcome.Unknown _ -> new LinkPages(look).noSuchLink();
      case Outcome.Busy _ -> new Notices(look).busy().with("retry-after", RETRY_AFTER_SECONDS);
    };
  }

  /** The way back is relative, so that it holds wherever the API is mounted. */
  private static HttpResponse back(Wish wish, Look look) {
    String query = look.query();
    String more = query.equals("?") ? query : query + "&";
    return new Notices(look)
        .goOn()
        .with("location", more + Done.PARAMETER + "=" + Done.nameOf(wish));
  }

  private Optional<Opened> open(Parts parts) {
    return links.open(LinkPurpose.PREFERENCES, parts.get("token"));
  }

  private Look look(HttpRequest request, Optional<Opened> opened) {
    return looks.of(request, opened.flatMap(link -> link.record().subscriber().locale()));
  }
}
