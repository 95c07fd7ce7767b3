package dev.sluice.aws.desk;

import dev.sluice.aws.json.ConsentRecordJson;
import dev.sluice.aws.json.Json;
import dev.sluice.aws.json.ReasonJson;
import dev.sluice.aws.json.StandingJson;
import dev.sluice.aws.json.SubscriberJson;
import dev.sluice.scheduling.consent.ConsentRecord;
import dev.sluice.scheduling.delivery.CampaignNames;
import dev.sluice.scheduling.delivery.CampaignNames.Named;
import dev.sluice.scheduling.desk.ConsentStore;
import dev.sluice.scheduling.desk.Office;
import dev.sluice.scheduling.desk.WaitingPlan;
import dev.sluice.scheduling.plan.Decision;
import dev.sluice.scheduling.standing.DropRecord;
import dev.sluice.scheduling.standing.SendKey;
import dev.sluice.scheduling.standing.SendRecord;
import dev.sluice.scheduling.standing.Standing;
import dev.sluice.scheduling.standing.WaitingSend;
import dev.sluice.scheduling.visit.SubscriberRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that is known about one subscriber, as JSON: who they are, what they chose, what was
 * sent, what waits and why, what was dropped, and the record of every change of consent.
 */
public final class PersonalData {

  /**
   * Pages of records that are read: ten thousand acts, more than anybody makes, well below what a
   * function may answer.
   */
  private static final int MAX_PAGES = 100;

  private final Office office;
  private final CampaignNames names;

  /** Creates it. */
  public PersonalData(Office office, CampaignNames names) {
    this.office = office;
    this.names = names;
  }

  /** Returns everything about a subscriber, the records of their consents oldest first. */
  public ObjectNode of(SubscriberRecord record) {
    Standing standing = record.standing();
    Map<SendKey, Named> named = named(standing);
    ObjectNode written = SubscriberJson.write(record.subscriber());
    written.setAll(
        new StandingJson(key -> Optional.ofNullable(named.get(key)).map(Named::campaign))
            .write(standing));
    written.set("waiting", waiting(record));
    written.set("campaigns", campaigns(named));
    written.set("records", ConsentRecordJson.write(records(record).reversed()));
    return written;
  }

  private ArrayNode waiting(SubscriberRecord record) {
    ArrayNode written = Json.object().putArray("waiting");
    if (!record.standing().waiting().isEmpty()) {
      WaitingPlan plan = WaitingPlan.of(record, office.board().read(), office.clock().instant());
      record.standing().waiting().forEach(wait -> written.add(write(wait, plan)));
    }
    return written;
  }

  private static ObjectNode write(WaitingSend wait, WaitingPlan plan) {
    ObjectNode written =
        Json.object()
            .put("campaign", wait.campaign().value())
            .put("topic", wait.topic().value())
            .put("until", wait.until().toString());
    plan.plan()
        .of(wait.campaign())
        .ifPresent(decision -> {
          if (decision instanceof Decision.Wait(var _, var reason)) {
            written.set("reason", ReasonJson.write(reason));
          }
        });
    return written;
  }

  private static ObjectNode campaigns(Map<SendKey, Named> named) {
    ObjectNode written = Json.object();
    named.values().forEach(one -> written.put(one.campaign().value(), one.name()));
    return written;
  }

  private Map<SendKey, Named> named(Standing standing) {
    Set<SendKey> keys = new HashSet<>();
    standing.history().stream().map(SendRecord::key).forEach(keys::add);
    standing.drops().stream().map(DropRecord::key).forEach(keys::add);
    standing.waiting().stream().map(WaitingSend::campaign).map(SendKey::of).forEach(keys::add);
    List<SendKey> all = List.copyOf(keys);
    Map<SendKey, Named> named = new HashMap<>();
    for (int from = 0; from < all.size(); from += CampaignNames.MAX_KEYS) {
      int to = Math.min(from + CampaignNames.MAX_KEYS, all.size());
      named.putAll(names.of(Set.copyOf(all.subList(from, to))));
    }
    return named;
  }

  private List<ConsentRecord> records(SubscriberRecord record) {
    List<ConsentRecord> records = new ArrayList<>();
    Optional<String> after = Optional.empty();
    for (int page = 0; page < MAX_PAGES && (page == 0 || after.isPresent()); page++) {
      ConsentStore.Page read = office.consents().records(record.id(), after, ConsentStore.MAX_PAGE);
      records.addAll(read.records());
      after = read.next();
    }
    return records;
  }
}
