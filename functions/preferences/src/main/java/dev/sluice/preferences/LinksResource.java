package dev.sluice.preferences;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.preferences.centre.Wishes;
import dev.sluice.preferences.page.Looks;
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
record LinksResource(LinkReader links, Looks looks, ConsentDesk desk) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/u/{token}", this::ask),
        Route.of("HEAD", "/u/{token}", (request, parts) -> ask(request, parts).withoutBody()),
        Route.form("POST", "/u/{token}", OneClickBody.MAX_BYTES, this::act));
  }

  /** Every page is written for every token, so that the time of writing tells nothing either. */
  private HttpResponse ask(HttpRequest request, Parts parts) {
    LinkReader.Reading reading = links.read(LinkPurpose.UNSUBSCRIBE, parts.get("token"));
    LinkPages pages = pages(request, reading.opened());
    HttpResponse refusal = pages.noSuchLink();
    Optional<HttpResponse> answer =
        reading.anybody().map(link -> link.hasLeft() ? pages.left(link) : pages.ask(200, link));
    return answer.filter(_ -> reading.good()).orElse(refusal);
  }

  private HttpResponse act(HttpRequest request, Parts parts) {
    Optional<Opened> opened = open(parts);
    LinkPages pages = pages(request, opened);
    boolean clicked = OneClickBody.isIn(request);
    return opened
        .map(link -> clicked ? leave(link, pages) : slow(link, request, pages))
        .orElseGet(pages::noSuchLink);
  }

  private HttpResponse leave(Opened opened, LinkPages pages) {
    return change(opened, Subscription.UNSUBSCRIBED, opened.cadence())
        ? pages.left(opened)
        : busy(opened, pages);
  }

  private HttpResponse slow(Opened opened, HttpRequest request, LinkPages pages) {
    Optional<Cadence> asked = FormBody.read(request).flatMap(LinksResource::cadence);
    if (asked.isEmpty()) {
      return pages.ask(400, opened);
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
    return pages.ask(503, opened).with("retry-after", CentreResource.RETRY_AFTER_SECONDS);
  }

  private Optional<Opened> open(Parts parts) {
    return links.open(LinkPurpose.UNSUBSCRIBE, parts.get("token"));
  }

  private LinkPages pages(HttpRequest request, Optional<Opened> opened) {
    return new LinkPages(
        looks.of(request, opened.flatMap(link -> link.record().subscriber().locale())));
  }
}
