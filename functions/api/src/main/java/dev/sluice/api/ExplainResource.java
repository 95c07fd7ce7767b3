package dev.sluice.api;

import dev.sluice.api.explain.ExplanationJson;
import dev.sluice.api.explain.ExplanationText;
import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.campaign.ActiveCampaigns;
import dev.sluice.core.campaign.Campaign;
import dev.sluice.core.campaign.CampaignId;
import dev.sluice.core.campaign.CampaignStore;
import dev.sluice.core.campaign.CampaignStore.StoredCampaign;
import dev.sluice.core.campaign.TrackedCampaign;
import dev.sluice.core.explain.Explanation;
import dev.sluice.core.explain.SendExplainer;
import dev.sluice.core.planning.Plan;
import dev.sluice.core.policy.Topic;
import dev.sluice.core.policy.TopicStore;
import dev.sluice.core.ratelimit.SendingBlock;
import dev.sluice.core.segment.Segment;
import dev.sluice.core.segment.SegmentStore;
import dev.sluice.core.sharding.Shard;
import dev.sluice.core.sharding.ShardState;
import dev.sluice.core.sharding.ShardStatus;
import dev.sluice.core.sharding.ShardStore;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberRepository;
import dev.sluice.core.subscriber.SubscriberId;
import dev.sluice.json.Json;
import dev.sluice.json.SubscriberStateJson;
import dev.sluice.lambda.http.HttpProblem;
import dev.sluice.lambda.http.HttpRequest;
import dev.sluice.lambda.http.HttpResponse;
import dev.sluice.lambda.http.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Explains why a campaign is sent to a subscriber or not; writes nothing. */
record ExplainResource(
    SubscriberRepository subscribers,
    CampaignStore campaigns,
    ActiveCampaignSource activeCampaigns,
    TopicStore topics,
    SegmentStore segments,
    ShardStore shards,
    CampaignNameResolver names,
    Supplier<Optional<SendingBlock>> block,
    InstantSource clock) {

  List<Route> routes() {
    return List.of(Route.of("GET /explain/{subscriber}/{campaign}", this::explain));
  }

  private HttpResponse explain(HttpRequest request) {
    SubscriberId subscriber = new SubscriberId(request.pathParameter("subscriber"));
    CampaignId campaign = new CampaignId(request.pathParameter("campaign"));
    SubscriberRecord record =
        subscribers
            .find(subscriber)
            .orElseThrow(() -> HttpProblem.notFound("subscriber", subscriber).toException());
    TrackedCampaign tracked =
        campaigns
            .find(campaign)
            .map(StoredCampaign::tracked)
            .orElseThrow(() -> HttpProblem.notFound("campaign", campaign).toException());
    SendExplainer explainer =
        new SendExplainer(
            record, activeCampaigns.load(), shardStateOf(subscriber), block.get(), clock.instant());
    return HttpResponse.ok(toJson(explainer, context(tracked)));
  }

  private ObjectNode toJson(SendExplainer explainer, SendExplainer.CampaignContext context) {
    Explanation explanation = explainer.explain(context);
    ActiveCampaigns active = explainer.activeCampaigns();
    SubscriberRecord record = explainer.record();
    CampaignId campaign = context.tracked().id();
    ObjectNode body =
        ExplanationJson.toJson(explanation)
            .put("subscriber", record.id().value())
            .put("campaign", campaign.value())
            .put("now", explainer.now().toString())
            .put("policyRevision", active.policy().revision())
            .put(
                "text",
                new ExplanationText(active.policy().zoneOf(record.subscriber()))
                    .describe(explanation));
    body.set("caps", ExplanationJson.capsToJson(explanation));
    body.set(
        "history",
        new SubscriberStateJson(names.findAllOf(record.state())).historyToJson(record.state()));
    body.set("others", otherDecisions(explainer.plan(), campaign));
    return body;
  }

  /** Returns the other entries of the plan, and the slots of announced campaigns. */
  private static ArrayNode otherDecisions(Plan plan, CampaignId campaign) {
    ArrayNode others = Json.object().putArray("others");
    plan.decisions().stream()
        .filter(entry -> !entry.candidate().campaign().equals(campaign))
        .forEach(entry -> others.add(ExplanationJson.toJson(entry)));
    plan.slots().entrySet().stream()
        .filter(slot -> !slot.getKey().equals(campaign))
        .sorted(Map.Entry.comparingByKey())
        .forEach(slot ->
            others
                .addObject()
                .put("decision", "announced")
                .put("until", slot.getValue().toString())
                .put("campaign", slot.getKey().value()));
    return others;
  }

  private SendExplainer.CampaignContext context(TrackedCampaign tracked) {
    Campaign campaign = tracked.campaign();
    Topic topic =
        topics
            .find(campaign.topic())
            .orElseThrow(() -> HttpProblem.notFound("topic", campaign.topic()).toException());
    List<Segment> all =
        Stream.concat(campaign.segments().stream(), campaign.excluded().stream())
            .flatMap(id -> segments.find(id).stream())
            .toList();
    return new SendExplainer.CampaignContext(tracked, topic, all);
  }

  private ShardState shardStateOf(SubscriberId subscriber) {
    Shard shard = Shard.of(subscriber);
    return shards.statuses().stream()
        .map(ShardStatus::state)
        .filter(state -> state.shard().equals(shard))
        .findFirst()
        .orElseGet(() -> ShardState.initial(shard));
  }
}
