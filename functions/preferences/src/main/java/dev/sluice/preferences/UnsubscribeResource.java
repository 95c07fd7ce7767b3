package dev.sluice.preferences;

import dev.sluice.core.consent.ConsentChange;
import dev.sluice.core.consent.ConsentSource;
import dev.sluice.core.consent.TopicChoice;
import dev.sluice.core.consent.TopicChoice.Subscription;
import dev.sluice.core.policy.Cadence;
import dev.sluice.core.service.ConsentService;
import dev.sluice.core.service.ConsentService.Outcome;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import dev.sluice.preferences.center.PreferenceForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The link that leaves the topic of its message, with one click (RFC 8058) or by a page.
 *
 * <p>Reading never changes anything, whatever a scanner fetches. A link that is forged, expired, of
 * another purpose, or of a subscriber who was erased gets one and the same answer, 404.
 *
 * <p>Messages are forwarded, links and all. So this one can only lead to less mail: it leaves the
 * topic, or slows it down, and neither shows nor changes anything else.
 */
record UnsubscribeResource(LinkFilter filter, ConsentService consents) {

  List<Route> routes() {
    return List.of(
        filter.route("GET /u/{token}", UnsubscribeResource::show),
        filter.route("HEAD /u/{token}", UnsubscribeResource::show),
        filter.formRoute("POST /u/{token}", OneClickBody.MAX_BYTES, this::submit));
  }

  /** Every page is written for every token, so that the time of writing tells nothing either. */
  private static HttpResponse show(LinkRequest arrival) {
    UnsubscribePages pages = new UnsubscribePages(arrival.theme());
    HttpResponse refusal = arrival.errorPages().invalidLink();
    return arrival
        .resolution()
        .lookedUp()
        .map(link -> link.hasUnsubscribed() ? pages.unsubscribed(link) : pages.confirm(link))
        .filter(_ -> arrival.resolution().valid())
        .orElse(refusal);
  }

  private HttpResponse submit(LinkRequest arrival) {
    UnsubscribePages pages = new UnsubscribePages(arrival.theme());
    boolean clicked = OneClickBody.isOneClick(arrival.request());
    return arrival.withValidLink(link ->
        clicked ? unsubscribe(link, pages) : reduceFrequency(link, arrival.request(), pages));
  }

  private HttpResponse unsubscribe(LinkTarget opened, UnsubscribePages pages) {
    return change(opened, Subscription.UNSUBSCRIBED, opened.cadence())
        ? pages.unsubscribed(opened)
        : busy(opened, pages);
  }

  private HttpResponse reduceFrequency(
      LinkTarget opened, HttpRequest request, UnsubscribePages pages) {
    Optional<Cadence> asked = FormBody.parse(request).flatMap(UnsubscribeResource::cadence);
    if (asked.isEmpty()) {
      return pages.confirmAfterInvalidForm(opened);
    }
    if (opened.hasUnsubscribed()) {
      return pages.unsubscribed(opened);
    }
    if (!opened.slowerCadences().contains(asked.get())) {
      return pages.frequencyReduced(opened, opened.cadence());
    }
    return change(opened, Subscription.SUBSCRIBED, asked.get())
        ? pages.frequencyReduced(opened, asked.get())
        : busy(opened, pages);
  }

  private static Optional<Cadence> cadence(Map<String, String> fields) {
    return Optional.of(fields)
        .filter(given -> given.size() == 1)
        .map(given -> given.getOrDefault("cadence", ""))
        .flatMap(PreferenceForm::parseCadence);
  }

  /** Who is erased meanwhile is mailed no more, which is what they asked for. */
  private boolean change(LinkTarget opened, Subscription subscription, Cadence cadence) {
    ConsentChange change =
        new ConsentChange.TopicChosen(opened.topic(), new TopicChoice(subscription, cadence));
    return switch (consents.change(
        opened.subscriber(), List.of(change), ConsentSource.ONE_CLICK, opened.campaign())) {
      case Outcome.Changed _, Outcome.NotFound _ -> true;
      case Outcome.Busy _ -> false;
    };
  }

  private static HttpResponse busy(LinkTarget opened, UnsubscribePages pages) {
    return pages
        .confirmAfterConflict(opened)
        .withHeader("retry-after", PreferenceCenterResource.RETRY_AFTER_SECONDS);
  }
}
