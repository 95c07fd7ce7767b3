package dev.sluice.api;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.support.OptimisticLock;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What marketers do to a campaign that was announced. */
record CampaignActionsResource(ApiStores stores, InstantSource clock) {

  List<Route> routes() {
    return Arrays.stream(CampaignAction.values()).map(this::route).toList();
  }

  private Route route(CampaignAction transition) {
    String path = "/campaigns/{id}/" + transition.name().toLowerCase(Locale.ROOT);
    return Route.of("POST", path, (_, parts) -> HttpResponse.ok(execute(transition, parts)));
  }

  private ObjectNode execute(CampaignAction transition, PathParameters parts) {
    CampaignId id = new CampaignId(parts.get("id"));
    return OptimisticLock.update("the campaign", () -> tryExecute(transition, id));
  }

  /** Empty if another writer changed the campaign meanwhile. */
  private Optional<ObjectNode> tryExecute(CampaignAction transition, CampaignId id) {
    StoredCampaign kept = load(id);
    TrackedCampaign tracked = kept.tracked();
    transition.rejectionReason(tracked).ifPresent(CampaignActionsResource::reject);
    if (transition.isAlreadyApplied(tracked)) {
      return Optional.of(details(kept));
    }
    return stores.campaigns().update(transition.apply(tracked, clock.instant()))
        ? Optional.of(details(load(id)))
        : Optional.empty();
  }

  private StoredCampaign load(CampaignId id) {
    return stores.campaigns().find(id).orElseThrow(() -> NotFound.exception("campaign", id));
  }

  private ObjectNode details(StoredCampaign kept) {
    return CampaignView.load(stores, clock.instant()).details(kept);
  }

  private static void reject(String objection) {
    throw HttpProblem.of(HttpProblem.ProblemType.CONFLICT, objection).toException();
  }
}
