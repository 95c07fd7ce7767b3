package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Problem;
import dev.sluice.aws.http.Route;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignStore.KeptCampaign;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What marketers do to a campaign that was announced. */
record CampaignStatesResource(Stores stores, InstantSource clock) {

  /** Losing this often to others at one campaign means something else is wrong. */
  private static final int MAX_ATTEMPTS = 5;

  List<Route> routes() {
    return Arrays.stream(Transition.values()).map(this::route).toList();
  }

  private Route route(Transition transition) {
    String path = "/campaigns/{id}/" + transition.name().toLowerCase(Locale.ROOT);
    return Route.of("POST", path, (_, parts) -> HttpResponse.ok(change(transition, parts)));
  }

  private ObjectNode change(Transition transition, Parts parts) {
    CampaignId id = new CampaignId(parts.get("id"));
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      KeptCampaign kept = read(id);
      TrackedCampaign tracked = kept.tracked();
      transition.objection(tracked).ifPresent(CampaignStatesResource::refuse);
      if (transition.isDone(tracked)) {
        return whole(kept);
      }
      if (stores.campaigns().update(transition.apply(tracked, clock.instant()))) {
        return whole(read(id));
      }
    }
    throw Problem.of(Problem.Kind.BUSY, "others keep changing this campaign: send it again")
        .asException();
  }

  private KeptCampaign read(CampaignId id) {
    return stores.campaigns().read(id).orElseThrow(() -> Absent.thing("campaign", id));
  }

  private ObjectNode whole(KeptCampaign kept) {
    return CampaignView.of(stores, clock.instant()).whole(kept);
  }

  private static void refuse(String objection) {
    throw Problem.of(Problem.Kind.CONFLICT, objection).asException();
  }
}
