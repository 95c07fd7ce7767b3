package dev.sluice.json;

import dev.sluice.core.campaign.ActiveCampaignSource;
import dev.sluice.core.consent.ConsentRecord;
import dev.sluice.core.consent.ConsentRecords;
import dev.sluice.core.planning.Decision;
import dev.sluice.core.service.DeferredSendPlan;
import dev.sluice.core.state.CampaignNameResolver;
import dev.sluice.core.state.CampaignNameResolver.NamedCampaign;
import dev.sluice.core.state.DeferredSend;
import dev.sluice.core.state.SendKey;
import dev.sluice.core.state.SubscriberRecord;
import dev.sluice.core.state.SubscriberState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that is known about one subscriber, as JSON: who they are, what they chose, what was
 * sent, what waits and why, what was dropped, and the record of every change of consent.
 */
public final class PersonalDataExport {

  /** Pages of records that fit a response: ten thousand actions, more than a subscriber makes. */
  private static final int MAX_PAGES = 100;

  private final InstantSource clock;
  private final ConsentRecords records;
  private final ActiveCampaignSource activeCampaigns;
  private final CampaignNameResolver names;

  /** Creates an export that reads these stores. */
  public PersonalDataExport(
      InstantSource clock,
      ConsentRecords records,
      ActiveCampaignSource activeCampaigns,
      CampaignNameResolver names) {
    this.clock = clock;
    this.records = records;
    this.activeCampaigns = activeCampaigns;
    this.names = names;
  }

  /** Returns everything about a subscriber, the records of their consents oldest first. */
  public ObjectNode export(SubscriberRecord record) {
    SubscriberState standing = record.state();
    Map<SendKey, NamedCampaign> named = names.findAllOf(standing);
    ObjectNode written = SubscriberJson.toJson(record.subscriber());
    written.setAll(new SubscriberStateJson(named).toJson(standing));
    written.set("waiting", deferredSends(record));
    written.set("campaigns", campaignNamesToJson(named));
    written.set("records", ConsentRecordJson.toJson(consentRecords(record).reversed()));
    return written;
  }

  private ArrayNode deferredSends(SubscriberRecord record) {
    ArrayNode written = Json.object().putArray("waiting");
    if (!record.state().deferredSends().isEmpty()) {
      DeferredSendPlan plan =
          DeferredSendPlan.create(record, activeCampaigns.load(), clock.instant());
      record.state().deferredSends().forEach(wait -> written.add(deferredSendToJson(wait, plan)));
    }
    return written;
  }

  private static ObjectNode deferredSendToJson(DeferredSend wait, DeferredSendPlan plan) {
    ObjectNode written =
        Json.object()
            .put("campaign", wait.campaign().value())
            .put("topic", wait.topic().value())
            .put("until", wait.until().toString());
    plan.plan()
        .decisionFor(wait.campaign())
        .ifPresent(decision -> {
          if (decision instanceof Decision.Wait(var _, var reason)) {
            written.set("reason", DecisionReasonJson.toJson(reason));
          }
        });
    return written;
  }

  private static ObjectNode campaignNamesToJson(Map<SendKey, NamedCampaign> named) {
    ObjectNode written = Json.object();
    named.values().forEach(one -> written.put(one.campaign().value(), one.name()));
    return written;
  }

  private List<ConsentRecord> consentRecords(SubscriberRecord record) {
    List<ConsentRecord> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    for (int page = 0; page < MAX_PAGES; page++) {
      ConsentRecords.Page read = records.records(record.id(), after, ConsentRecords.MAX_PAGE);
      all.addAll(read.records());
      after = read.next();
      if (after.isEmpty()) {
        return all;
      }
    }
    throw new IllegalStateException("more consent records than one export holds");
  }
}
