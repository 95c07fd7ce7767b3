package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.policy.PolicyStore;
import dev.sluice.core.policy.SendPolicy;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.CampaignNameResolver.NamedCampaign;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.LinkFilter.LinkRequest;
import dev.sluice.preferences.center.FlashMessage;
import dev.sluice.preferences.center.MailHistory;
import dev.sluice.preferences.center.PreferenceCenter;
import dev.sluice.preferences.center.PreferenceCenterPage;
import dev.sluice.preferences.center.PreferenceCommand;
import dev.sluice.preferences.center.PreferenceForm;
import dev.sluice.preferences.page.ErrorPages;
import dev.sluice.preferences.page.PageTheme;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The preference center, for the holder of its link.
 *
 * <p>GET changes nothing. A form is answered by a redirect to the page (303), so that a reload
 * sends nothing again. Every invalid link gets the same page, 404, after the same work.
 */
record PreferenceCenterResource(
    LinkFilter filter,
    ConsentService consents,
    PolicyStore policies,
    CampaignNameResolver campaignNames,
    InstantSource clock) {

  /** Seconds after which a person may try again. */
  static final String RETRY_AFTER_SECONDS = "1";

  private static final LinkPurpose PURPOSE = LinkPurpose.PREFERENCES;

  List<Route> routes() {
    return List.of(
        filter.route(PURPOSE, "GET /p/{token}", this::show),
        filter.route(PURPOSE, "HEAD /p/{token}", this::show),
        filter.formRoute(PURPOSE, "POST /p/{token}", FormBody.MAX_BYTES, this::submit));
  }

  private HttpResponse show(LinkRequest request) {
    Optional<String> done = request.request().query(FlashMessage.PARAMETER);
    return request.withValidLink(link ->
        new PreferenceCenterPage(request.theme(), load(link)).response(request.token(), done));
  }

  private HttpResponse submit(LinkRequest request) {
    Optional<PreferenceCommand> command =
        FormBody.parse(request.request()).flatMap(PreferenceForm::parse);
    return request.withValidLink(link -> execute(command, load(link), request.theme()));
  }

  /**
   * Reads what the page shows: the policy, and campaign names in at most two reads of a hundred.
   *
   * <p>These reads follow the check of the link. They make a valid link slower than an invalid one,
   * which reveals nothing: the holder of a valid link sees the page.
   */
  private PreferenceCenter load(LinkTarget link) {
    SubscriberRecord subscriber = link.subscriber();
    Instant now = clock.instant();
    SendPolicy policy = policies.current();
    ZoneId zone = policy.zoneOf(subscriber.subscriber());
    MailHistory history = MailHistory.of(subscriber.state(), zone, now);
    Map<SendKey, NamedCampaign> names = new HashMap<>(campaignNames.findAll(history.sentKeys()));
    names.putAll(campaignNames.findAll(history.unsentKeys()));
    return new PreferenceCenter(subscriber, link.topics(), policy, history, names, now);
  }

  private HttpResponse execute(
      Optional<PreferenceCommand> command, PreferenceCenter center, PageTheme theme) {
    return command
        .flatMap(given ->
            given.toConsentChange(center).map(change -> execute(given, change, center, theme)))
        .orElseGet(() -> new ErrorPages(theme).invalidForm());
  }

  private HttpResponse execute(
      PreferenceCommand command, ConsentChange change, PreferenceCenter center, PageTheme theme) {
    try {
      return consents
          .change(
              center.subscriber(),
              List.of(change),
              ConsentSource.PREFERENCE_CENTRE,
              Optional.empty())
          .map(_ -> redirect(command, theme))
          .orElseGet(() -> new ErrorPages(theme).invalidLink());
    } catch (ConcurrentUpdateException e) {
      return new ErrorPages(theme).conflict().withHeader("retry-after", RETRY_AFTER_SECONDS);
    }
  }

  /** The location is relative, so that it works at any base path of the API. */
  private static HttpResponse redirect(PreferenceCommand command, PageTheme theme) {
    String query = theme.querySuffix();
    String prefix = query.equals("?") ? query : query + "&";
    return new ErrorPages(theme)
        .redirect()
        .withHeader(
            "location",
            prefix + FlashMessage.PARAMETER + "=" + FlashMessage.parameterValue(command));
  }
}
