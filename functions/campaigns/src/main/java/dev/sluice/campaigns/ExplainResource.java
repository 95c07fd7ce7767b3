package dev.sluice.campaigns;

import dev.sluice.aws.http.HttpResponse;
import dev.sluice.aws.http.Parts;
import dev.sluice.aws.http.Route;
import dev.sluice.aws.json.Json;
import dev.sluice.campaigns.explain.Finding;
import dev.sluice.campaigns.explain.FindingJson;
import dev.sluice.campaigns.explain.Inquiry;
import dev.sluice.campaigns.explain.Wording;
import dev.sluice.scheduling.audience.Segment;
import dev.sluice.scheduling.audience.Shard;
import dev.sluice.scheduling.audience.SubscriberId;
import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignStore.KeptCampaign;
import dev.sluice.scheduling.delivery.ShardGlance;
import dev.sluice.scheduling.delivery.ShardState;
import dev.sluice.scheduling.plan.Plan;
import dev.sluice.scheduling.policy.Topic;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Why a campaign reaches a subscriber, or does not: nothing is written. */
record ExplainResource(Stores stores, InstantSource clock) {

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/explain/{subscriber}/{campaign}", (_, parts) -> explain(parts)));
  }

  private HttpResponse explain(Parts parts) {
    SubscriberId subscriber = new SubscriberId(parts.get("subscriber"));
    CampaignId campaign = new CampaignId(parts.get("campaign"));
    SubscriberRecord record =
        stores
            .standings()
            .read(subscriber)
            .orElseThrow(() -> Absent.thing("subscriber", subscriber));
    TrackedCampaign tracked =
        stores
            .campaigns()
            .read(campaign)
            .map(KeptCampaign::tracked)
            .orElseThrow(() -> Absent.thing("campaign", campaign));
    Inquiry inquiry =
        new Inquiry(record, stores.board().read(), stateOf(subscriber), clock.instant());
    return HttpResponse.ok(write(inquiry, subject(tracked)));
  }

  private static ObjectNode write(Inquiry inquiry, Inquiry.Subject subject) {
    Finding finding = inquiry.about(subject);
    CampaignId campaign = subject.tracked().id();
    SubscriberRecord record = inquiry.record();
    ObjectNode written =
        FindingJson.write(finding)
            .put("subscriber", record.id().value())
            .put("campaign", campaign.value())
            .put("now", inquiry.now().toString())
            .put("policyRevision", inquiry.agenda().policy().revision())
            .put(
                "text",
                new Wording(inquiry.agenda().policy().zoneOf(record.subscriber())).of(finding));
    written.set("caps", FindingJson.caps(finding));
    written.set("history", SubscriberView.standings(inquiry.agenda()).history(record.standing()));
    written.set("others", others(inquiry.plan(), campaign));
    return written;
  }

  /** Returns the plan's other entries, and the slots kept for announced campaigns. */
  private static ArrayNode others(Plan plan, CampaignId campaign) {
    ArrayNode written = Json.object().putArray("others");
    plan.decisions().stream()
        .filter(entry -> !entry.candidate().campaign().equals(campaign))
        .forEach(entry -> written.add(FindingJson.write(entry)));
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

  private Inquiry.Subject subject(TrackedCampaign tracked) {
    Campaign campaign = tracked.campaign();
    Topic topic =
        stores
            .topics()
            .read(campaign.topic())
            .orElseThrow(() -> Absent.thing("topic", campaign.topic()));
    List<Segment> segments =
        Stream.concat(campaign.segments().stream(), campaign.excluded().stream())
            .flatMap(id -> stores.segments().read(id).stream())
            .toList();
    return new Inquiry.Subject(tracked, topic, segments);
  }

  private ShardState stateOf(SubscriberId subscriber) {
    Shard shard = Shard.of(subscriber);
    return stores.shards().glance().stream()
        .map(ShardGlance::state)
        .filter(state -> state.shard().equals(shard))
        .findFirst()
        .orElseGet(() -> ShardState.untouched(shard));
  }
}
