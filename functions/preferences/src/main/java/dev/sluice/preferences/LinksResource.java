package dev.sluice.preferences;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Route;
import dev.sluice.preferences.centre.Wishes;
import dev.sluice.scheduling.consent.ConsentChange;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ConsentDesk.Outcome;
import dev.sluice.scheduling.policy.Cadence;
import dev.sluice.scheduling.standing.TopicChoice;
import dev.sluice.scheduling.standing.TopicChoice.Subscription;
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
record LinksResource(Entrance entrance, ConsentDesk desk) {

  List<Route> routes() {
    return List.of(
        entrance.look("GET", "/u/{token}", LinksResource::ask),
        entrance.look("HEAD", "/u/{token}", LinksResource::ask),
        entrance.form("POST", "/u/{token}", OneClickBody.MAX_BYTES, this::act));
  }

  /** Every page is written for every token, so that the time of writing tells nothing either. */
  private static HttpResponse ask(Arrival arrival) {
    LinkPages pages = new LinkPages(arrival.look());
    HttpResponse refusal = arrival.notices().noSuchLink();
    return arrival
        .reading()
        .anybody()
        .map(link -> link.hasLeft() ? pages.left(link) : pages.ask(link))
        .filter(_ -> arrival.reading().good())
        .orElse(refusal);
  }

  private HttpResponse act(Arrival arrival) {
    LinkPages pages = new LinkPages(arrival.look());
    boolean clicked = OneClickBody.isIn(arrival.request());
    return arrival.withGoodLink(
        link -> clicked ? leave(link, pages) : slow(link, arrival.request(), pages));
  }

  private HttpResponse leave(Opened opened, LinkPages pages) {
    return change(opened, Subscription.UNSUBSCRIBED, opened.cadence())
        ? pages.left(opened)
        : busy(opened, pages);
  }

  private HttpResponse slow(Opened opened, HttpRequest request, LinkPages pages) {
    Optional<Cadence> asked = FormBody.read(request).flatMap(LinksResource::cadence);
    if (asked.isEmpty()) {
      return pages.askAgain(opened);
    }
    if (opened.hasLeft()) {
      return pages.left(opened);
    }
    if (!opened.slower().contains(asked.get())) {
      return pages.slowed(opened, opened.cadence());
    }
    return change(opened, Subscription.SUBSCRIBED, asked.get())
        ? pages.slowed(opened, asked.get())
        : busy(opened, pages);
  }

  private static Optional<Cadence> cadence(Map<String, String> fields) {
    return Optional.of(fields)
        .filter(given -> given.size() == 1)
        .map(given -> given.getOrDefault("cadence", ""))
        .flatMap(Wishes::cadence);
  }

  /** Who is erased meanwhile is mailed no more, which is what they asked for. */
  private boolean change(Opened opened, Subscription subscription, Cadence cadence) {
    ConsentChange change =
        new ConsentChange.TopicChosen(opened.topic(), new TopicChoice(subscription, cadence));
    return switch (desk.change(
        opened.record(), List.of(change), Means.ONE_CLICK, opened.campaign())) {
      case Outcome.Changed _, Outcome.Unknown _ -> true;
      case Outcome.Busy _ -> false;
    };
  }

  private static HttpResponse busy(Opened opened, LinkPages pages) {
    return pages.askLater(opened).with("retry-after", CentreResource.RETRY_AFTER_SECONDS);
  }
}
