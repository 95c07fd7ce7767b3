package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ConsentService.Outcome;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.preferences.center.ConsentChangeMapper;
import dev.sluice.preferences.center.FlashMessage;
import dev.sluice.preferences.center.PreferenceCenter;
import dev.sluice.preferences.center.PreferenceCenterPage;
import dev.sluice.preferences.center.PreferenceCommand;
import dev.sluice.preferences.center.PreferenceForm;
import dev.sluice.preferences.page.ErrorPages;
import dev.sluice.preferences.page.PageTheme;
import java.util.List;
import java.util.Optional;

/**
 * The preference centre, for who holds the link to it.
 *
 * <p>Reading changes nothing. A form is answered by the way back to the page (303), so that loading
 * it again sends nothing again. Links that are not good get the one page, 404, after the same work.
 */
record PreferenceCenterResource(
    LinkFilter filter, PreferenceCenterLoader loader, ConsentService consents) {

  /** Seconds after which a person may try again. */
  static final String RETRY_AFTER_SECONDS = "1";

  List<Route> routes() {
    return List.of(
        filter.route("GET /p/{token}", this::show),
        filter.route("HEAD /p/{token}", this::show),
        filter.formRoute("POST /p/{token}", FormBody.MAX_BYTES, this::submit));
  }

  private HttpResponse show(LinkRequest arrival) {
    Optional<String> done = arrival.request().query(FlashMessage.PARAMETER);
    return arrival.withValidLink(link ->
        new PreferenceCenterPage(arrival.theme(), loader.load(link))
            .response(arrival.token(), done));
  }

  private HttpResponse submit(LinkRequest arrival) {
    Optional<PreferenceCommand> wish =
        FormBody.parse(arrival.request()).flatMap(PreferenceForm::parse);
    return arrival.withValidLink(link -> execute(wish, loader.load(link), arrival.theme()));
  }

  private HttpResponse execute(
      Optional<PreferenceCommand> wish, PreferenceCenter centre, PageTheme look) {
    return wish.flatMap(asked ->
            ConsentChangeMapper.toConsentChange(asked, centre)
                .map(change -> execute(asked, change, centre, look)))
        .orElseGet(() -> new ErrorPages(look).invalidForm());
  }

  private HttpResponse execute(
      PreferenceCommand wish, ConsentChange change, PreferenceCenter centre, PageTheme look) {
    return switch (consents.change(
        centre.subscriber(), List.of(change), ConsentSource.PREFERENCE_CENTRE, Optional.empty())) {
      case Outcome.Changed _ -> redirect(wish, look);
      case Outcome.NotFound _ -> new ErrorPages(look).invalidLink();
      case Outcome.Busy _ ->
          new ErrorPages(look).conflict().withHeader("retry-after", RETRY_AFTER_SECONDS);
    };
  }

  /** The way back is relative, so that it holds wherever the API is mounted. */
  private static HttpResponse redirect(PreferenceCommand wish, PageTheme look) {
    String query = look.querySuffix();
    String more = query.equals("?") ? query : query + "&";
    return new ErrorPages(look)
        .redirect()
        .withHeader(
            "location", more + FlashMessage.PARAMETER + "=" + FlashMessage.parameterValue(wish));
  }
}
