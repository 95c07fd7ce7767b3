package dev.sluice.api;

import dev.sluice.core.campaign.CampaignId;
import dev.sluice.lambda.http.Route;
import dev.sluice.lambda.http.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything this function answers. */
final class ApiRouter {

  private ApiRouter() {}

  /**
   * Returns the router of all resources.
   *
   * @param ids makes identifiers for campaigns that come without one
   */
  static Router create(ApiStores stores, InstantSource clock, Supplier<CampaignId> ids) {
    return new Router(
        Stream.of(
                new TopicsResource(stores.topics()).routes(),
                new SegmentsResource(stores.segments()).routes(),
                new PolicyResource(stores.policies(), stores.topics()).routes(),
                new BrandingResource(stores.brandings(), stores.topics()).routes(),
                new SubscriberBatchResource(stores.services().imports(), stores.topics()).routes(),
                new SubscribersResource(stores).routes(),
                new ErasuresResource(stores.services().erasures()).routes(),
                new SuppressionsResource(stores.services().suppressions()).routes(),
                new ConsentsResource(stores.services().consents()).routes(),
                new CampaignsResource(stores, clock, ids).routes(),
                new CampaignActionsResource(stores, clock).routes(),
                new ExplainResource(stores, clock).routes())
            .<Route>flatMap(List::stream)
            .toList());
  }
}
