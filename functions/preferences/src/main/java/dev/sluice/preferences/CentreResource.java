package dev.sluice.preferences;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Route;
import dev.sluice.preferences.centre.Centre;
import dev.sluice.preferences.centre.CentrePage;
import dev.sluice.preferences.centre.Changes;
import dev.sluice.preferences.centre.Done;
import dev.sluice.preferences.centre.Wish;
import dev.sluice.preferences.centre.Wishes;
import dev.sluice.preferences.page.Look;
import dev.sluice.preferences.page.Notices;
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
record CentreResource(Entrance entrance, CentreReader centres, ConsentDesk desk) {

  /** Seconds after which a person may try again. */
  static final String RETRY_AFTER_SECONDS = "1";

  List<Route> routes() {
    return List.of(
        entrance.look("GET", "/p/{token}", this::show),
        entrance.look("HEAD", "/p/{token}", this::show),
        entrance.form("POST", "/p/{token}", FormBody.MAX_BYTES, this::change));
  }

  private HttpResponse show(Arrival arrival) {
    Optional<String> done = arrival.request().query(Done.PARAMETER);
    return arrival.withGoodLink(
        link -> new CentrePage(arrival.look(), centres.read(link)).response(arrival.token(), done));
  }

  private HttpResponse change(Arrival arrival) {
    Optional<Wish> wish = FormBody.read(arrival.request()).flatMap(Wishes::read);
    return arrival.withGoodLink(link -> fulfil(wish, centres.read(link), arrival.look()));
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
      case Outcome.Unknown _ -> new Notices(look).noSuchLink();
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
}
