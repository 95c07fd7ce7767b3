package dev.sluice.aws.store;

import dev.sluice.scheduling.hold.HoldReason;
import dev.sluice.scheduling.hold.HoldStore;
import dev.sluice.scheduling.hold.MarketingHold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The hold of marketing in the control table: one item, one conditional UpdateItem per change.
 *
 * <table>
 *   <caption>Attributes of the kind {@code hold}</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>kind, id</td><td>S</td><td>{@code hold}, {@code marketing}</td></tr>
 *   <tr><td>reasons</td><td>L of S</td><td>names of the reasons, in order; none if not held</td></tr>
 *   <tr><td>since</td><td>N</td><td>when it began or ended, epoch milliseconds</td></tr>
 * </table>
 */
public final class DynamoHoldStore implements HoldStore {

  private static final String KIND = "hold";
  private static final String ID = "marketing";
  private static final String REASONS = "reasons";
  private static final String SINCE = "since";

  private final ControlTable table;

  /** Creates a store. */
  public DynamoHoldStore(Tables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public Optional<MarketingHold> read() {
    return table.get(KIND, ID).map(DynamoHoldStore::hold);
  }

  @Override
  public boolean change(Optional<MarketingHold> before, MarketingHold after) {
    Update update =
        before
            .map(DynamoHoldStore::updateOf)
            .orElseGet(() -> update("attribute_not_exists(#since)"))
            .set("#reasons = :reasons, #since = :since")
            .with(":reasons", reasons(after))
            .with(":since", after.since());
    // The only possible outcomes of the conditional write below:
    // 1. What is stored is what was read: it is changed.
    // 2. Somebody else has changed it: nothing is changed.
    // 3. This very write went through before and its answer was lost. That cannot be told from
    //    another look that found the same in the same millisecond; it counts as 2, so that the hold
    //    is in force and nobody announces it, rather than two.
    try {
      update.write(table);
      return true;
    } catch (ConditionalCheckFailedException changed) {
      return false;
    }
  }

  private static Update updateOf(MarketingHold before) {
    return update("#reasons = :reasons0 AND #since = :since0")
        .with(":reasons0", reasons(before))
        .with(":since0", before.since());
  }

  private static Update update(String condition) {
    return new Update(ControlTable.key(KIND, ID), condition);
  }

  private static AttributeValue reasons(MarketingHold hold) {
    List<String> names = hold.reasons().stream().sorted().map(HoldReason::name).toList();
    return Attributes.list(names, Attributes::text);
  }

  private static MarketingHold hold(Item item) {
    Set<HoldReason> reasons =
        item.texts(REASONS).stream()
            .map(name -> Codes.named(HoldReason.class, name))
            .collect(Collectors.toUnmodifiableSet());
    return new MarketingHold(reasons, Instant.ofEpochMilli(item.number(SINCE)));
  }
}
