package dev.sluice.api;

import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.support.Violation;
import dev.sluice.json.CampaignJson;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
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
record CampaignsResource(ApiStores stores, InstantSource clock, Supplier<CampaignId> ids) {

  /** The largest campaign: ten wordings of a hundred kilobytes, which is where mail is clipped. */
  private static final int MAX_BODY_BYTES = 1024 * 1024;

  List<Route> routes() {
    return List.of(
        new Route("POST", "/campaigns", MAX_BODY_BYTES, (request, _) -> create(request)),
        Route.of("GET", "/campaigns", (request, _) -> list(request)),
        Route.of("GET", "/campaigns/{id}", (_, parts) -> get(parts)));
  }

  private HttpResponse create(HttpRequest request) {
    Instant now = clock.instant();
    Campaign campaign = Json.decode(request.body(), CampaignJson.decoder(ids.get(), now));
    new CampaignValidator(stores.topics(), stores.segments()).validate(campaign, now);
    switch (stores.campaigns().create(campaign, now)) {
      case CREATED -> {}
      case EXISTS -> {
        String remedy = "a campaign of this id exists: use another id, or leave it out";
        Violation violation = new Violation("id", campaign.id().value(), remedy);
        throw new HttpProblem(HttpProblem.ProblemType.CONFLICT, remedy, List.of(violation))
            .toException();
      }
      case TOO_MANY_ACTIVE ->
          throw HttpProblem.of(
                  HttpProblem.ProblemType.CONFLICT,
                  CampaignStore.MAX_ACTIVE
                      + " campaigns are under way: wait until one has ended, or cancel one")
              .toException();
    }
    return HttpResponse.created("/campaigns/" + campaign.id(), details(campaign.id()));
  }

  private HttpResponse get(PathParameters parts) {
    return HttpResponse.ok(details(new CampaignId(parts.get("id"))));
  }

  private HttpResponse list(HttpRequest request) {
    PageRequest paging = PageRequest.parse(request);
    CampaignStore.Page page = stores.campaigns().list(paging.after(), paging.limit());
    CampaignView view = view();
    ObjectNode body = Json.object();
    ArrayNode listed = body.putArray("campaigns");
    page.campaigns().forEach(summary -> listed.add(view.summary(summary)));
    page.next().ifPresent(next -> body.put("next", next.value()));
    return HttpResponse.ok(body);
  }

  private ObjectNode details(CampaignId id) {
    StoredCampaign kept =
        stores.campaigns().find(id).orElseThrow(() -> NotFound.exception("campaign", id));
    return view().details(kept);
  }

  private CampaignView view() {
    return CampaignView.load(stores, clock.instant());
  }
}
