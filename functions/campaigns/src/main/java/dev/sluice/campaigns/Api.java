package dev.sluice.campaigns;

import dev.sluice.aws.http.Route;
import dev.sluice.aws.http.Router;
import dev.sluice.scheduling.campaign.CampaignId;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything this function answers. */
final class Api {

  private Api() {}

  /**
   * Returns the router of all resources.
   *
   * @param ids makes identifiers for campaigns that come without one
   */
  static Router router(Stores stores, InstantSource clock, Supplier<CampaignId> ids) {
    return new Router(
        Stream.of(
                new TopicsResource(stores.topics()).routes(),
                new SegmentsResource(stores.segments()).routes(),
                new PolicyResource(stores.policies(), stores.topics()).routes(),
                new BrandingResource(stores.brandings(), stores.topics()).routes(),
                new BatchResource(stores.desks().enrolments(), stores.topics()).routes(),
                new SubscribersResource(stores).routes(),
                new ErasuresResource(stores.desks().erasures()).routes(),
                new SuppressionsResource(stores.desks().freeing()).routes(),
                new ConsentsResource(stores.desks().consents()).routes(),
                new CampaignsResource(stores, clock, ids).routes(),
                new CampaignStatesResource(stores, clock).routes(),
                new ExplainResource(stores, clock).routes())
            .<Route>flatMap(List::stream)
            .toList());
  }
}
