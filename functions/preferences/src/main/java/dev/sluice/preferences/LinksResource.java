package dev.sluice.preferences;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.mail.link.LinkPurpose;
import dev.sluice.scheduling.consent.Means;
import dev.sluice.scheduling.desk.ConsentDesk;
import dev.sluice.scheduling.desk.ConsentDesk.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * The two links of every message: the one that leaves its topic, and the one to the preferences.
 *
 * <p>Reading never changes anything, whatever a scanner fetches. A link that is forged, expired, of
 * another purpose, or of a subscriber who was erased gets one and the same answer, 404.
 */
record LinksResource(LinkReader links, ConsentDesk desk) {

  /** Seconds after which a client may try again. */
  private static final String RETRY_AFTER_SECONDS = "1";

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/u/{token}", (_, parts) -> ask(parts)),
        Route.of("HEAD", "/u/{token}", (_, parts) -> ask(parts).withoutBody()),
        Route.form("POST", "/u/{token}", OneClickBody.MAX_BYTES, this::leave),
        Route.of("GET", "/p/{token}", (_, parts) -> preferences(parts)),
        Route.of("HEAD", "/p/{token}", (_, parts) -> preferences(parts).withoutBody()));
  }

  private HttpResponse ask(Parts parts) {
    return open(LinkPurpose.UNSUBSCRIBE, parts)
        .map(opened -> opened.hasLeft() ? Pages.left(opened.name()) : Pages.ask(opened.name()))
        .map(page -> page.response(200))
        .orElseGet(LinksResource::noSuchLink);
  }

  private HttpResponse leave(HttpRequest request, Parts parts) {
    Optional<Opened> opened = open(LinkPurpose.UNSUBSCRIBE, parts);
    boolean clicked = OneClickBody.isIn(request);
    return opened
        .map(link -> clicked ? leave(link) : Pages.ask(link.name()).response(400))
        .orElseGet(LinksResource::noSuchLink);
  }

  private HttpResponse leave(Opened opened) {
    return switch (desk.change(
        opened.record(), List.of(opened.leaving()), Means.ONE_CLICK, opened.campaign())) {
      // Of somebody who was erased meanwhile nobody is left to be mailed.
      case Outcome.Changed _, Outcome.Unknown _ -> Pages.left(opened.name()).response(200);
      case Outcome.Busy _ ->
          Pages.ask(opened.name()).response(503).with("retry-after", RETRY_AFTER_SECONDS);
    };
  }

  private HttpResponse preferences(Parts parts) {
    return open(LinkPurpose.PREFERENCES, parts)
        .map(_ -> Pages.PREFERENCES.response(200))
        .orElseGet(LinksResource::noSuchLink);
  }

  private Optional<Opened> open(LinkPurpose purpose, Parts parts) {
    return links.open(purpose, parts.get("token"));
  }

  private static HttpResponse noSuchLink() {
    return Pages.NO_SUCH_LINK.response(404);
  }
}
