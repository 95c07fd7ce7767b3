package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.support.ConcurrentUpdateException;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.LinkFilter.LinkRequest;
import dev.sluice.preferences.center.PreferenceForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The link that unsubscribes from the topic of its message, with one click (RFC 8058) or by a page.
 *
 * <p>GET changes nothing, so that link scanners do no harm. A link that is forged, expired, of
 * another purpose or of an erased subscriber always gets the same response, 404.
 *
 * <p>People forward messages with their links. Therefore this link can only reduce mail: it
 * unsubscribes from the topic or lowers its frequency, and neither shows nor changes anything else.
 */
record UnsubscribeResource(LinkFilter filter, ConsentService consents) {

  private static final LinkPurpose PURPOSE = LinkPurpose.UNSUBSCRIBE;

  List<Route> routes() {
    return List.of(
        filter.route(PURPOSE, "GET /u/{token}", UnsubscribeResource::show),
        filter.route(PURPOSE, "HEAD /u/{token}", UnsubscribeResource::show),
        filter.formRoute(PURPOSE, "POST /u/{token}", OneClickBody.MAX_BYTES, this::submit));
  }

  /** Renders the page for every genuine link, so that the time does not reveal who was erased. */
  private static HttpResponse show(LinkRequest request) {
    UnsubscribePages pages = new UnsubscribePages(request.theme());
    return request
        .resolution()
        .lookedUp()
        .map(link -> link.hasUnsubscribed() ? pages.unsubscribed(link) : pages.confirm(link))
        .filter(_ -> request.resolution().valid())
        .orElse(request.invalidLink());
  }

  private HttpResponse submit(LinkRequest request) {
    UnsubscribePages pages = new UnsubscribePages(request.theme());
    boolean clicked = OneClickBody.isOneClick(request.request());
    return request.withValidLink(link ->
        clicked ? unsubscribe(link, pages) : reduceFrequency(link, request.request(), pages));
  }

  private HttpResponse unsubscribe(LinkTarget link, UnsubscribePages pages) {
    return change(link, Subscription.UNSUBSCRIBED, link.cadence())
        ? pages.unsubscribed(link)
        : busy(link, pages);
  }

  private HttpResponse reduceFrequency(
      LinkTarget link, HttpRequest request, UnsubscribePages pages) {
    Optional<Cadence> requested = FormBody.parse(request).flatMap(UnsubscribeResource::cadence);
    if (requested.isEmpty()) {
      return pages.confirmAfterInvalidForm(link);
    }
    if (link.hasUnsubscribed()) {
      return pages.unsubscribed(link);
    }
    if (!link.slowerCadences().contains(requested.get())) {
      return pages.frequencyReduced(link, link.cadence());
    }
    return change(link, Subscription.SUBSCRIBED, requested.get())
        ? pages.frequencyReduced(link, requested.get())
        : busy(link, pages);
  }

  private static Optional<Cadence> cadence(Map<String, String> fields) {
    return Optional.of(fields)
        .filter(given -> given.size() == 1)
        .map(given -> given.getOrDefault("cadence", ""))
        .flatMap(PreferenceForm::parseCadence);
  }

  /** An erased subscriber gets no more mail either, so one that is not found counts as changed. */
  private boolean change(LinkTarget link, Subscription subscription, Cadence cadence) {
    ConsentChange change =
        new ConsentChange.TopicChosen(link.topic(), new TopicChoice(subscription, cadence));
    try {
      var _ =
          consents.change(
              link.subscriber(), List.of(change), ConsentSource.ONE_CLICK, link.campaign());
      return true;
    } catch (ConcurrentUpdateException e) {
      return false;
    }
  }

  private static HttpResponse busy(LinkTarget link, UnsubscribePages pages) {
    return pages
        .confirmAfterConflict(link)
        .withHeader("retry-after", PreferenceCenterResource.RETRY_AFTER_SECONDS);
  }
}
