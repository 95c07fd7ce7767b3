package dev.sluice.aws.store;

import dev.sluice.scheduling.campaign.Campaign;
import dev.sluice.scheduling.campaign.CampaignId;
import dev.sluice.scheduling.campaign.CampaignState;
import dev.sluice.scheduling.campaign.TrackedCampaign;
import dev.sluice.scheduling.delivery.CampaignStore;
import dev.sluice.scheduling.delivery.CampaignSummary;
import dev.sluice.scheduling.delivery.Counts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Campaigns in the control table, as {@link CampaignItems} describes. */
public final class DynamoCampaignStore implements CampaignStore {

  private static final String SET_STATE =
      "SET #state = :state, pass = :pass, changedAt = :changedAt, #version = :next";
  private static final String UNCHANGED = "#version = :known AND attribute_not_exists(#counts)";
  private static final Map<String, String> NAMES =
      Map.of(
          "#state", CampaignItems.STATE,
          "#version", CampaignItems.VERSION,
          "#counts", CampaignItems.COUNTS);

  private final ControlTable table;
  private final InstantSource clock;

  /**
   * Creates it.
   *
   * @param clock says when a campaign was closed
   */
  public DynamoCampaignStore(Tables tables, InstantSource clock) {
    this.table = new ControlTable(tables);
    this.clock = clock;
  }

  @Override
  public boolean create(Campaign campaign, Instant now) {
    TrackedCampaign tracked = new TrackedCampaign(campaign, CampaignState.ACTIVE, 1, now, 1);
    // Only two outcomes: the identifier was free and all four items are stored, or none is.
    return table.write(
        put(CampaignItems.summary(tracked), true),
        put(CampaignItems.body(campaign), false),
        put(CampaignItems.name(campaign), false),
        put(CampaignItems.active(campaign.id(), tracked.version()), false));
  }

  @Override
  public Optional<KeptCampaign> read(CampaignId id) {
    Optional<Item> summary = table.get(CampaignItems.CAMPAIGN, id.value());
    Optional<Item> body = summary.flatMap(_ -> table.get(CampaignItems.BODY, id.value()));
    return summary.flatMap(found -> body.map(whole -> CampaignItems.kept(found, whole)));
  }

  @Override
  public boolean update(TrackedCampaign changed) {
    // Only two outcomes: it was the version that was read and both items follow, or neither does.
    return table.write(
        change(changed, Optional.empty()),
        put(CampaignItems.active(changed.id(), changed.version() + 1), false));
  }

  @Override
  public boolean close(TrackedCampaign campaign, Counts counts) {
    // Only two outcomes: it was the version that was read and has ended, or nothing has changed.
    return table.write(change(ended(campaign), Optional.of(counts)), noLongerActive(campaign.id()));
  }

  private TrackedCampaign ended(TrackedCampaign campaign) {
    CampaignState end =
        campaign.state() == CampaignState.CANCELLED
            ? CampaignState.CANCELLED
            : CampaignState.COMPLETED;
    return new TrackedCampaign(
        campaign.campaign(), end, campaign.pass(), clock.instant(), campaign.version());
  }

  @Override
  public Page list(Optional<CampaignId> after, int limit) {
    int most = Math.clamp(limit, 1, MAX_PAGE);
    // One more than the page has, to learn whether there is another.
    QueryRequest.Builder query = table.ofKind(CampaignItems.CAMPAIGN).limit(most + 1);
    after.ifPresent(
        id -> query.exclusiveStartKey(ControlTable.key(CampaignItems.CAMPAIGN, id.value())));
    List<Item> items = table.query(query);
    List<CampaignSummary> page = items.stream().limit(most).map(CampaignItems::listed).toList();
    return new Page(
        page, items.size() > most ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  /** Changes a campaign that nobody has changed since it was read, and that was not closed. */
  private TransactWriteItem change(TrackedCampaign next, Optional<Counts> counts) {
    String keepCounts = counts.isPresent() ? ", #counts = :counts" : "";
    Attributes values =
        new Attributes()
            .with(":state", next.state().name())
            .with(":pass", next.pass())
            .with(":changedAt", next.changedAt().toEpochMilli())
            .with(":known", next.version())
            .with(":next", next.version() + 1)
            .withAny(":counts", counts, CountsCodec::write);
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table.name())
                .key(ControlTable.key(CampaignItems.CAMPAIGN, next.id().value()))
                .updateExpression(SET_STATE + keepCounts)
                .conditionExpression(UNCHANGED)
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values.map()))
        .build();
  }

  private TransactWriteItem noLongerActive(CampaignId id) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete.tableName(table.name()).key(ControlTable.key(CampaignItems.ACTIVE, id.value())))
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item, boolean onlyIfAbsent) {
    Put.Builder put = Put.builder().tableName(table.name()).item(item);
    if (onlyIfAbsent) {
      put.conditionExpression("attribute_not_exists(id)");
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }
}
