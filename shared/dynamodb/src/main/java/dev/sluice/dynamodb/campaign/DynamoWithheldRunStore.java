package dev.sluice.dynamodb.campaign;

import dev.sluice.core.hold.WithheldRunStore;
import dev.sluice.core.hold.WithheldRuns;
import dev.sluice.core.sending.WithheldCause;
import dev.sluice.dynamodb.item.ControlTable;
import dev.sluice.dynamodb.item.DynamoTables;
import dev.sluice.dynamodb.item.Item;
import dev.sluice.dynamodb.item.ItemBuilder;
import dev.sluice.dynamodb.item.ItemUpdate;
import dev.sluice.dynamodb.item.StoredCodes;
import java.time.Instant;
import java.util.Optional;

/**
 * The runs in a row in which SES withheld everything, in the control table: one item.
 *
 * <table>
 *   <caption>Attributes of the kind {@code hold}, next to the hold itself</caption>
 *   <tr><th>name</th><th>type</th><th>what</th></tr>
 *   <tr><td>kind, id</td><td>S</td><td>{@code hold}, {@code withheld}</td></tr>
 *   <tr><td>runs</td><td>N</td><td>how many; absent if none</td></tr>
 *   <tr><td>cause</td><td>S</td><td>the cause of the last one</td></tr>
 *   <tr><td>since, last</td><td>N</td><td>when the first and the last one ended, epoch
 *     milliseconds</td></tr>
 * </table>
 */
public final class DynamoWithheldRunStore implements WithheldRunStore {

  private static final String KIND = "hold";
  private static final String ID = "withheld";

  private final ControlTable table;

  public DynamoWithheldRunStore(DynamoTables tables) {
    this.table = new ControlTable(tables);
  }

  @Override
  public Optional<WithheldRuns> load() {
    return table
        .find(KIND, ID)
        .filter(item -> item.optionalNumber("runs").isPresent())
        .map(DynamoWithheldRunStore::runs);
  }

  /** A call that is repeated because its answer was lost counts twice: a hold begins sooner. */
  @Override
  public void add(WithheldCause cause, Instant at) {
    Item unused =
        ItemUpdate.unconditional(ControlTable.key(KIND, ID))
            .set("#runs = if_not_exists(#runs, :none) + :one, #cause = :cause, #last = :at")
            .set("#since = if_not_exists(#since, :at)")
            .bind(":none", ItemBuilder.number(0))
            .bind(":one", ItemBuilder.number(1))
            .bind(":cause", cause.name())
            .bind(":at", at)
            .execute(table);
  }

  /** The item stays without attributes, since workers may not delete items. */
  @Override
  public void clear() {
    Item unused =
        ItemUpdate.unconditional(ControlTable.key(KIND, ID))
            .remove("#runs, #cause, #since")
            .set("#last = :never")
            .bind(":never", Instant.EPOCH)
            .execute(table);
  }

  private static WithheldRuns runs(Item item) {
    return new WithheldRuns(
        StoredCodes.enumConstant(WithheldCause.class, item.text("cause")),
        Math.toIntExact(item.number("runs")),
        Instant.ofEpochMilli(item.number("since")),
        Instant.ofEpochMilli(item.number("last")));
  }
}
