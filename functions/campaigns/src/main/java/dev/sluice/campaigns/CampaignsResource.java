package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpRequest;
import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.CampaignJson;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.store.DynamoCampaignBoard;
import dev.sluice.scheduling.Violation;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.CampaignStore.KeptCampaign;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Campaigns: announced, read and listed.
 *
 * @param ids makes identifiers for campaigns that come without one
 */
record CampaignsResource(Stores stores, InstantSource clock, Supplier<CampaignId> ids) {

  /** The largest campaign: ten wordings of a hundred kilobytes, which is where mail is clipped. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  List<Route> routes() {
    return List.of(
        new Route("POST", "/campaigns", MAX_BODY_BYTES, (request, _) -> create(request)),
        Route.of("GET", "/campaigns", (request, _) -> list(request)),
        Route.of("GET", "/campaigns/{id}", (_, parts) -> read(parts)));
  }

  private HttpResponse create(HttpRequest request) {
    Instant now = clock.instant();
    Campaign campaign = Json.read(request.body(), CampaignJson.campaign(ids.get(), now));
    new CampaignCheck(stores.topics(), stores.segments()).check(campaign, now);
    requireRoom();
    if (!stores.campaigns().create(campaign, now)) {
      String remedy = "a campaign of this id exists: use another id, or leave it out";
      Violation violation = new Violation("id", campaign.id().value(), remedy);
      throw new Problem(Problem.Kind.CONFLICT, remedy, List.of(violation)).asException();
    }
    return HttpResponse.created("/campaigns/" + campaign.id(), whole(campaign.id()));
  }

  /** Without room on the agenda a campaign would be stored and never be sent. */
  private void requireRoom() {
    int underWay = stores.board().read().items().size();
    if (underWay >= DynamoCampaignBoard.MAX_ACTIVE) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              underWay + " campaigns are under way: wait until one has ended, or cancel one")
          .asException();
    }
  }

  private HttpResponse read(Parts parts) {
    return HttpResponse.ok(whole(new CampaignId(parts.get("id"))));
  }

  private HttpResponse list(HttpRequest request) {
    Paging paging = Paging.of(request);
    CampaignStore.Page page = stores.campaigns().list(paging.after(), paging.limit());
    CampaignView view = view();
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("campaigns");
    page.campaigns().forEach(summary -> listed.add(view.summary(summary)));
    page.next().ifPresent(next -> body.put("next", next.value()));
    return HttpResponse.ok(body);
  }

  private ObjectNode whole(CampaignId id) {
    KeptCampaign kept = stores.campaigns().read(id).orElseThrow(() -> Absent.thing("campaign", id));
    return view().whole(kept);
  }

  private CampaignView view() {
    return CampaignView.of(stores, clock.instant());
  }
}
