package dev.sluice.api;

import dev.sluice.api.explain.Explanation;
import dev.sluice.api.explain.ExplanationJson;
import dev.sluice.api.explain.ExplanationText;
import dev.sluice.api.explain.SendExplainer;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.Json;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.PathParameters;
import dev.sluice.lambda.http.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a campaign reaches a subscriber, or does not: nothing is written. */
record ExplainResource(ApiStores stores, InstantSource clock) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/explain/{subscriber}/{campaign}", (_, parts) -> explain(parts)));
  }

  private HttpResponse explain(PathParameters parts) {
    SubscriberId subscriber = new SubscriberId(parts.get("subscriber"));
    CampaignId campaign = new CampaignId(parts.get("campaign"));
    SubscriberRecord record =
        stores
            .subscriberStates()
            .find(subscriber)
            .orElseThrow(() -> NotFound.exception("subscriber", subscriber));
    TrackedCampaign tracked =
        stores
            .campaigns()
            .find(campaign)
            .map(StoredCampaign::tracked)
            .orElseThrow(() -> NotFound.exception("campaign", campaign));
    SendExplainer inquiry =
        new SendExplainer(
            record, stores.activeCampaigns().load(), shardStateOf(subscriber), clock.instant());
    return HttpResponse.ok(toJson(inquiry, subject(tracked)));
  }

  private static ObjectNode toJson(SendExplainer inquiry, SendExplainer.CampaignContext subject) {
    Explanation finding = inquiry.explain(subject);
    CampaignId campaign = subject.tracked().id();
    SubscriberRecord record = inquiry.record();
    ObjectNode written =
        ExplanationJson.toJson(finding)
            .put("subscriber", record.id().value())
            .put("campaign", campaign.value())
            .put("now", inquiry.now().toString())
            .put("policyRevision", inquiry.activeCampaigns().policy().revision())
            .put(
                "text",
                new ExplanationText(inquiry.activeCampaigns().policy().zoneOf(record.subscriber()))
                    .describe(finding));
    written.set("caps", ExplanationJson.capsToJson(finding));
    written.set(
        "history",
        SubscriberView.stateJson(inquiry.activeCampaigns()).historyToJson(record.state()));
    written.set("others", otherDecisions(inquiry.plan(), campaign));
    return written;
  }

  /** Returns the plan's other entries, and the slots kept for announced campaigns. */
  private static ArrayNode otherDecisions(Plan plan, CampaignId campaign) {
    ArrayNode written = Json.object().putArray("others");
    plan.decisions().stream()
        .filter(entry -> !entry.candidate().campaign().equals(campaign))
        .forEach(entry -> written.add(ExplanationJson.toJson(entry)));
    plan.slots().entrySet().stream()
        .filter(slot -> !slot.getKey().equals(campaign))
        .sorted(Map.Entry.comparingByKey())
        .forEach(slot ->
            written
                .addObject()
                .put("decision", "announced")
                .put("until", slot.getValue().toString())
                .put("campaign", slot.getKey().value()));
    return written;
  }

  private SendExplainer.CampaignContext subject(TrackedCampaign tracked) {
    Campaign campaign = tracked.campaign();
    Topic topic =
        stores
            .topics()
            .find(campaign.topic())
            .orElseThrow(() -> NotFound.exception("topic", campaign.topic()));
    List<Segment> segments =
        Stream.concat(campaign.segments().stream(), campaign.excluded().stream())
            .flatMap(id -> stores.segments().find(id).stream())
            .toList();
    return new SendExplainer.CampaignContext(tracked, topic, segments);
  }

  private ShardState shardStateOf(SubscriberId subscriber) {
    Shard shard = Shard.of(subscriber);
    return stores.shards().statuses().stream()
        .map(ShardStatus::state)
        .filter(state -> state.shard().equals(shard))
        .findFirst()
        .orElseGet(() -> ShardState.initial(shard));
  }
}
